package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;

/** Sees what becomes of tokens that are put to the policy again; for logs. Must return quickly and not throw. */
public interface SweepObserver {

    /** Nobody watches. */
    SweepObserver NONE = new SweepObserver() {};

    /** The tokens of a request died. */
    default void died(RequestId request, DeathCause cause) {}

    /** It cannot be told now whether the tokens of a request may live on; it is asked again. */
    default void undecided(RequestId request, GateException why) {}
}
