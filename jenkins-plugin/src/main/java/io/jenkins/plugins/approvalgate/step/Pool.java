package io.jenkins.plugins.approvalgate.step;

import hudson.security.ACL;
import hudson.security.ACLContext;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;

/**
 * The few threads that serve all builds, however many wait. They run as the system, and under the plugin's own class loader: some
 * libraries look for their parts by it.
 */
final class Pool {

    private static final int THREADS = 4;

    private static final ScheduledThreadPoolExecutor THREADS_OF_ALL = pool();

    private Pool() {}

    private static ScheduledThreadPoolExecutor pool() {
        var number = new AtomicInteger();
        var pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "approval-gate-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(Pool.class.getClassLoader());
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    static void soon(Runnable task) {
        later(task, Duration.ZERO);
    }

    static void later(Runnable task, Duration pause) {
        try {
            var unused = THREADS_OF_ALL.schedule(() -> run(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Moves.LOG.debug("Jenkins ends; the build goes on after its start", e);
        }
    }

    /** {@return whether Jenkins ends, and what fails now says nothing} */
    static boolean isEnding() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || jenkins.isTerminating();
    }

    @SuppressWarnings("try") // the context is there to be closed
    private static void run(Runnable task) {
        try (ACLContext unused = ACL.as2(ACL.SYSTEM2)) {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            Moves.LOG.error("a task of the gate failed", e);
        }
    }
}
