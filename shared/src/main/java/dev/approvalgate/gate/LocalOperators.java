package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent.DeathOrdered;
import dev.approvalgate.domain.token.TokenEvent.Revoked;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.work.Work;
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
        boolean died = journal.decide(id, history -> end(id, history, token, why));
        if (!died) {
            throw nothing("the token is dead already");
        }
    }

    private Step<Boolean> end(RequestId id, History history, String token, String why) {
        boolean lives = TokenGrant.of(history.events()).unrevoked().stream()
                .anyMatch(one -> one.id().equals(token));
        Instant now = ports.clock().instant();
        return lives
                ? Step.store(
                        Commit.of(
                                id.value(),
                                history.version(),
                                List.of(
                                        new DeathOrdered(token, RevokeApproval.ADMIN, Personal.of(why), now),
                                        new Revoked(token, DeathCause.OPERATOR, now)),
                                List.<Work>of()),
                        true)
                : Step.nothing(false);
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
