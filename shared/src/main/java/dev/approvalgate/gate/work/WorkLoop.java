package dev.approvalgate.gate.work;

import dev.approvalgate.gate.port.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop that does all timers and outward effects. Takes due work from the table under a lease, hands it to the handler of its
 * kind on a worker thread, and removes it, puts it back with backoff, or gives it up. Work that was leased by a process that died is
 * due again.
 */
public final class WorkLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

    /** Longer than any handler takes: every outward call has its own time-out well below. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** The table is looked at this often even if nobody says that there is something new; a clock may have been set. */
    private static final Duration POLL = Duration.ofMillis(250);

    private final WorkQueue queue;
    private final Clock clock;
    private final Worker worker;
    private final int workers;
    private final Semaphore free;
    private final ExecutorService executor;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closing;
    private volatile Instant lastPass;
    private @Nullable Thread thread;

    /**
     * A loop that is not started yet.
     *
     * @param queue the table
     * @param handlers one for each kind of work that can be in it
     * @param clock the time
     * @param random spreads retries
     * @param workers how many pieces of work at once
     * @param observer sees what becomes of them
     */
    public WorkLoop(
            WorkQueue queue,
            Collection<? extends WorkHandler> handlers,
            Clock clock,
            RandomGenerator random,
            int workers,
            WorkObserver observer) {
        this.queue = queue;
        this.clock = clock;
        this.worker = new Worker(queue, handlers, clock, new Backoff(random), observer);
        this.workers = workers;
        this.free = new Semaphore(workers);
        this.lastPass = clock.instant();
        var number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(workers, task -> {
            var worker = new Thread(task, "gate-worker-" + number.incrementAndGet());
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Starts the loop's thread. Work that a dead process left leased is due at once. */
    public void start() {
        queue.reclaim();
        var loop = new Thread(this::run, "gate-work");
        loop.setDaemon(true);
        thread = loop;
        loop.start();
    }

    /** Says that there is new work; called after commits. */
    public void wake() {
        news.release();
    }

    /** {@return when the table was last looked at; old values mean that the loop is stuck} */
    public Instant lastPass() {
        return lastPass;
    }

    private void run() {
        while (!closing) {
            try {
                int permits = free.availablePermits();
                List<WorkItem> due = permits == 0 ? List.of() : queue.lease(clock.instant(), LEASE, permits);
                lastPass = clock.instant();
                for (WorkItem item : due) {
                    free.acquire();
                    executor.execute(() -> work(item));
                }
                if (due.isEmpty()) {
                    rest();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The store may be unavailable for a while; the loop must outlive that.
                LOG.error("work could not be taken from the table; trying again", e);
                restQuietly();
            }
        }
    }

    private void work(WorkItem item) {
        try {
            worker.work(item);
        } finally {
            free.release();
            wake();
        }
    }

    private void rest() throws InterruptedException {
        boolean woken = news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("looking again, {}", woken ? "woken" : "unasked");
        news.drainPermits();
    }

    private void restQuietly() {
        try {
            rest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Takes no more work and waits up to ten seconds for what is being done; the rest stays in the table. */
    @Override
    public void close() {
        closing = true;
        wake();
        Thread loop = thread;
        try {
            if (loop != null) {
                loop.join(TimeUnit.SECONDS.toMillis(5));
            }
            executor.shutdown();
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("{} workers are still busy; their work will be done again after the next start", workers);
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            executor.shutdownNow();
        }
    }
}
