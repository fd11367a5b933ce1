package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.GateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes first uses in threads of its own, so that a caller waits no longer than it is told to. What is written after its caller has
 * given up stays in the ledger: a use that was refused.
 */
final class FirstUses implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int WAITING = 1_000;
    private static final int IDLE_SECONDS = 10;

    private final Duration patience;
    private final ThreadPoolExecutor writers;

    FirstUses(Duration patience) {
        this.patience = patience;
        this.writers = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    var thread = new Thread(work, "first-uses");
                    thread.setDaemon(true);
                    return thread;
                });
        writers.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes the lock of a token's uses.
     *
     * @throws GateException with {@code use_unrecorded} where another use of the token holds it for too long
     */
    void acquire(TokenUses uses) {
        try {
            if (uses.lock().tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Uses.unrecorded(null);
    }

    /**
     * Waits until something is written.
     *
     * @throws GateException with {@code use_unrecorded} where it is not, or not in time
     */
    void write(Runnable work) {
        Future<?> written;
        try {
            written = writers.submit(work);
        } catch (RejectedExecutionException e) {
            throw Uses.unrecorded(null);
        }
        try {
            written.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // One that has not begun is not written any more; one that has is left to end.
            written.cancel(false);
            throw Uses.unrecorded(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Uses.unrecorded(null);
        } catch (ExecutionException e) {
            throw Uses.unrecorded(e.getCause());
        }
    }

    @Override
    public void close() {
        writers.shutdown();
    }
}
