package dev.approvalgate.server.loopback;

import java.util.Optional;

/**
 * Stands between a server and its callers, to inject faults. Called on the request's own thread and outside all locks: it may block, and it may end
 * the caller's process.
 */
public interface Interceptor {

    /** Called before the request takes effect; an answer given here is sent instead, and the request has no effect. */
    default Optional<Answer> before(Call call) {
        return Optional.empty();
    }

    /** Called once the request has taken effect; an answer given here is sent instead of the real one. */
    default Optional<Answer> after(Call call, Answer answer) {
        return Optional.empty();
    }
}
