package dev.approvalgate.server.sandbox.slack;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what changed, so that the page need only fetch what it has not seen. */
final class Changes {
    private final AtomicLong version = new AtomicLong(1);

    void happened() {
        version.incrementAndGet();
    }

    long version() {
        return version.get();
    }
}
