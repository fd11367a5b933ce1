package io.jenkins.plugins.approvalgate.step;

import java.time.Duration;

/** Growing pauses between attempts: 2 seconds at first, a minute at the most. */
final class Retries {

    private static final long FIRST = 2_000;
    private static final long LONGEST = 60_000;

    private int failures;

    /** {@return how long to wait after one more failure} */
    synchronized Duration next() {
        long pause = Math.min(LONGEST, FIRST << Math.min(failures, 5));
        failures++;
        return Duration.ofMillis(pause);
    }

    synchronized void succeeded() {
        failures = 0;
    }
}
