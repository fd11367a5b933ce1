package dev.approvalgate.server.sandbox.slack;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** Issues message ids: the time in microseconds, never twice the same and never backwards. */
final class Timestamps {
    private static final long MICROS = 1_000_000L;

    private final Clock clock;
    private long last;

    Timestamps(Clock clock) {
        this.clock = clock;
    }

    synchronized String next() {
        Instant now = clock.instant();
        last = Math.max(last + 1, now.getEpochSecond() * MICROS + now.getNano() / 1000);
        return String.format(Locale.ROOT, "%d.%06d", last / MICROS, last % MICROS);
    }
}
