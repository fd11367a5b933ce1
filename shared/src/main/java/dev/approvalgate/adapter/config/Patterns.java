package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.PathPattern;
import java.util.List;
import java.util.Optional;

/** Reads patterns for paths, branches and tags. */
final class Patterns {

    private static final int LONGEST = 255;

    private Patterns() {}

    static Optional<List<PathPattern>> some(Value list) {
        return list.some(Patterns::one);
    }

    static Optional<PathPattern> one(Value value) {
        return value.text(LONGEST).flatMap(text -> {
            try {
                return Optional.of(PathPattern.of(text));
            } catch (IllegalArgumentException e) {
                return value.refuse(Quote.of(text) + " is no pattern", String.valueOf(e.getMessage()));
            }
        });
    }
}
