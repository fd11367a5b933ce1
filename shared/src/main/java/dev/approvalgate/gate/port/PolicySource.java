package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.Policy;

/** Where the policy in force comes from. */
public interface PolicySource {

    /**
     * {@return the policy in force}
     *
     * @throws GateException with {@code policy_unreadable}; nothing is allowed then
     */
    Policy current();
}
