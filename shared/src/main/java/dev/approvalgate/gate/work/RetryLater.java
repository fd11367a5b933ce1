package dev.approvalgate.gate.work;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Duration;

/** The other side asked us to come back later ({@code Retry-After}). */
public final class RetryLater extends GateException {

    private final Duration after;

    /**
     * @param reason the stable reason
     * @param message what happened
     * @param after how long to wait at least
     */
    public RetryLater(ReasonCode reason, String message, Duration after) {
        super(reason, message);
        this.after = after;
    }

    /** {@return how long to wait at least} */
    public Duration after() {
        return after;
    }
}
