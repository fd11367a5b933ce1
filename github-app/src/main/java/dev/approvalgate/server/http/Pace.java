package dev.approvalgate.server.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers when each of the latest callers was told to wait. */
final class Pace {

    private static final int MOST = 10_000;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<String, Instant> last = new LinkedHashMap<>();

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** {@return whether the caller was told to wait less than a second ago} */
    synchronized boolean isTooFast(String caller) {
        Instant now = clock.instant();
        Instant before = last.remove(caller);
        last.put(caller, now);
        if (last.size() > MOST) {
            last.remove(last.keySet().iterator().next());
        }
        return before != null && !now.isBefore(before) && now.isBefore(before.plus(LEAST));
    }
}
