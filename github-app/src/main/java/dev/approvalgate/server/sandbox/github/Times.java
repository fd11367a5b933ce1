package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as GitHub writes them: ISO 8601 in UTC, whole seconds. */
final class Times {

    private Times() {}

    static String text(Instant time) {
        return time.toString();
    }

    static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
