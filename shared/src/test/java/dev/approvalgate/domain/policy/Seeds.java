package dev.approvalgate.domain.policy;

import java.util.function.LongConsumer;

/** Tries a property on many random cases, the same ones every time. */
final class Seeds {

    private Seeds() {}

    static void each(int cases, LongConsumer property) {
        for (long seed = 0; seed < cases; seed++) {
            try {
                property.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
