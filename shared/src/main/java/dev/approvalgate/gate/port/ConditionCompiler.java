package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Condition;

/** Compiles the conditions of a policy. */
public interface ConditionCompiler {

    /** Compiles nothing: a policy that has a condition does not load. */
    ConditionCompiler NONE = source -> {
        throw new GateException(ReasonCode.CONFIGURATION_INVALID, "conditions are not available on this host");
    };

    /**
     * {@return the condition}
     *
     * @param source the expression as it was written
     * @throws GateException with {@code configuration_invalid} where it is wrong, or could cost too much; the message says what is wrong
     *     and where in the expression
     */
    Condition compile(String source);
}
