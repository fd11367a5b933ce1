package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import dev.approvalgate.gate.port.PolicySource;
import java.nio.file.Path;

/** Holds the policy of a file, as it was when it was read. Safe for use by several threads. */
public final class PolicyFileSource implements PolicySource {

    private final Policy current;

    /**
     * Reads the file.
     *
     * @param file where the policy is
     * @param conditions compiles its conditions
     * @throws ConfigProblem where the file is wrong or cannot be read
     */
    public PolicyFileSource(Path file, ConditionCompiler conditions) {
        this.current = PolicyFile.read(file, conditions);
    }

    @Override
    public Policy past(Sha256 digest) {
        if (digest.equals(current.digest())) {
            return current;
        }
        throw new GateException(ReasonCode.POLICY_UNREADABLE, "the policy " + digest.prefix() + " is not at hand");
    }

    @Override
    public Policy current() {
        return current;
    }
}
