package dev.approvalgate.gate.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before work is tried again: doubling from half a second up to a minute, spread by a fifth either way. */
final class Backoff {

    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 60_000;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration after(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), 16);
        long base = Math.min(FIRST_MILLIS << doublings, LONGEST_MILLIS);
        return Duration.ofMillis((long) (base * (1 + SPREAD * (2 * random.nextDouble() - 1))));
    }
}
