package dev.approvalgate.domain.approval;

import org.jspecify.annotations.Nullable;

/**
 * Something was refused or failed, with a stable {@link ReasonCode}. The message is meant for the person at the other end: it says
 * what happened, where, and what to do next, and never carries a secret.
 */
public class GateException extends RuntimeException {

    private final ReasonCode reason;

    /**
     * @param reason the stable reason
     * @param message what happened and the way out; no secrets
     */
    public GateException(ReasonCode reason, String message) {
        this(reason, message, null);
    }

    /**
     * @param reason the stable reason
     * @param message what happened and the way out; no secrets
     * @param cause what led to it; its own message must be free of secrets too
     */
    public GateException(ReasonCode reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** {@return the stable reason} */
    public final ReasonCode reason() {
        return reason;
    }
}
