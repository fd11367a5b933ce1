package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;

/** Where the policy in force comes from. */
public interface PolicySource {

    /**
     * {@return the policy in force}
     *
     * @throws GateException with {@code policy_unreadable}; nothing is allowed then
     */
    Policy current();

    /**
     * {@return a policy that was in force when a request was opened}
     *
     * @throws GateException with {@code policy_unreadable} where it is not recorded, or can no longer be understood
     */
    Policy past(Sha256 digest);
}
