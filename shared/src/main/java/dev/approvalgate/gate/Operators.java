package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;

/** What is ordered at the server's own console. Recorded without a person: whoever reaches the console is not known to the gate. */
public interface Operators {

    /**
     * Takes an approval back: its tokens die, and no other is minted.
     *
     * @param reason why, at most 3,000 characters
     * @return how many tokens died
     * @throws GateException with {@code request_not_found}, {@code nothing_to_revoke}, or {@code request_malformed} where the reason says
     *     nothing
     */
    int revokeApproval(RequestId id, String reason);

    /**
     * Ends one token. The approval stands, and its job can ask for another.
     *
     * @param token its {@code jti}
     * @param reason why, at most 3,000 characters
     * @throws GateException with {@code token_unknown}, {@code nothing_to_revoke} where it is dead already, or {@code request_malformed}
     *     where the reason says nothing
     */
    void revokeToken(String token, String reason);
}
