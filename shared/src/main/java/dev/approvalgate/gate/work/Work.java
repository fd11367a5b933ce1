package dev.approvalgate.gate.work;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done, now or later, once and until it succeeds or its time is over.
 *
 * @param kind which handler does it
 * @param request the request it belongs to, or {@code null}
 * @param key where not {@code null}, unfinished work with the same key is the same work: adding it again only makes it due at the
 *     earlier of both times
 * @param payload what the handler needs, by name; no secrets
 * @param dueAt not before
 * @param notAfter given up after
 */
public record Work(
        WorkKind kind,
        @Nullable String request,
        @Nullable String key,
        Map<String, String> payload,
        Instant dueAt,
        Instant notAfter) {

    public Work {
        payload = Map.copyOf(payload);
    }
}
