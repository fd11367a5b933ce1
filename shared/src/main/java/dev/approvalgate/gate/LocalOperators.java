package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent.DeathOrdered;
import dev.approvalgate.gate.port.TokenIndex;
import java.time.Instant;
import java.util.List;

/** {@link Operators} on the store of this process. */
final class LocalOperators implements Operators {

    private static final int LONGEST = 3000;

    private final Ports ports;
    private final Journal journal;
    private final TokenIndex tokens;
    private final RevokeApproval approvals;

    LocalOperators(Ports ports, Journal journal, TokenIndex tokens) {
        this.ports = ports;
        this.journal = journal;
        this.tokens = tokens;
        this.approvals = new RevokeApproval(ports, journal);
    }

    @Override
    public int revokeApproval(RequestId id, String reason) {
        return approvals
                .byOperator(id, said(reason))
                .orElseThrow(
                        () -> nothing(
                                "request " + id
                                        + " has nothing to revoke: it was not approved, its time or its run is over, or it has been revoked already"));
    }

    @Override
    public void revokeToken(String token, String reason) {
        String why = said(reason);
        RequestId id = tokens.find(token)
                .orElseThrow(() -> new GateException(
                        ReasonCode.TOKEN_UNKNOWN, "there is no record of a token of that id; give its jti"))
                .token()
                .request();
        Instant now = ports.clock().instant();
        var order = new DeathOrdered(token, RevokeApproval.ADMIN, Personal.of(why), now);
        boolean died = journal.endToken(id, token, DeathCause.OPERATOR, List.of(order), now);
        if (!died) {
            throw nothing("the token is dead already");
        }
    }

    private static String said(String reason) {
        String said = Texts.said("the reason", reason, LONGEST);
        if (said == null) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "say why, in words");
        }
        return said;
    }

    private static GateException nothing(String what) {
        return new GateException(ReasonCode.NOTHING_TO_REVOKE, what);
    }
}
