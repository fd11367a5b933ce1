package dev.approvalgate.server.sandbox.slack;

import java.time.Duration;

/** Counts what changed, so that a page need only fetch what it has not seen. Safe for use by several threads. */
public final class Changes {
    private long version = 1;

    /** Something changed. */
    public synchronized void happened() {
        version++;
        notifyAll();
    }

    /** How often something changed; starts at 1. */
    public synchronized long version() {
        return version;
    }

    /**
     * Waits until the version is another than the given one, or the time is over.
     *
     * @return the version then
     */
    public synchronized long await(long known, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); version == known && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return version;
    }
}
