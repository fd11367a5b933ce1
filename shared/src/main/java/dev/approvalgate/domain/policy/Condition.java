package dev.approvalgate.domain.policy;

/** A compiled expression over what is asked. Implementations are pure, bounded in cost, and safe for use by several threads. */
public interface Condition {

    /** {@return the expression as it was written} */
    String source();

    /** {@return whether it holds; unknown where it needs a fact that is unknown, or cannot be computed. Never throws} */
    Truth holds(ConditionInput input);
}
