package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Takes approvals back: kills what was minted, and lets nothing be minted any more, in one commit. */
final class RevokeApproval {

    /** The channel of operators, whom the gate does not know. */
    static final String ADMIN = "admin";

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;
    private final Clicks clicks;
    private final Revocable revocable;

    RevokeApproval(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.clicks = new Clicks(ports);
        this.revocable = new Revocable(ports);
    }

    Optional<ReasonCode> revoke(VoteAttempt attempt) {
        try {
            return journal.decide(attempt.request(), history -> step(history, attempt));
        } catch (ClaimTaken again) {
            return Optional.of(ReasonCode.ACTION_REPLAYED);
        }
    }

    /** {@return how many tokens died; empty where there was nothing to take back} */
    Optional<Integer> byOperator(RequestId id, String reason) {
        return journal.decide(id, history -> {
            var request = ApprovalRequest.of(history.events());
            TokenGrant grant = TokenGrant.of(history.events());
            if (!revocable.isSo(request, grant)) {
                return Step.nothing(Optional.empty());
            }
            Instant now = ports.clock().instant();
            var revoked = new ApprovalRevoked(null, null, ADMIN, Personal.of(reason), now);
            return Step.store(
                    commit(history, request, grant, revoked),
                    Optional.of(grant.live(now).size()));
        });
    }

    private Step<Optional<ReasonCode>> step(History history, VoteAttempt attempt) {
        var request = ApprovalRequest.of(history.events());
        TokenGrant grant = TokenGrant.of(history.events());
        if (!revocable.isSo(request, grant)) {
            return clicks.refused(history, request, attempt, ReasonCode.NOTHING_TO_REVOKE);
        }
        Optional<ReasonCode> stale = clicks.stale(request, attempt);
        if (stale.isPresent()) {
            return clicks.refused(history, request, attempt, stale.get());
        }
        Judge.Revoker revoker = judge.revoker(request, attempt.account());
        String reason = attempt.reason();
        if (revoker.bar().isPresent() || reason == null) {
            return clicks.refused(history, request, attempt, revoker.bar().orElse(ReasonCode.VOTE_REASON_MISSING));
        }
        var revoked = new ApprovalRevoked(
                revoker.person(),
                attempt.account(),
                attempt.channel(),
                Personal.of(reason),
                ports.clock().instant());
        return Step.store(
                commit(history, request, grant, revoked).claiming(Set.of("click:" + attempt.key())), Optional.empty());
    }

    private static Commit commit(History history, ApprovalRequest request, TokenGrant grant, ApprovalRevoked revoked) {
        Ask ask = request.ask();
        Instant now = revoked.at();
        var events = new ArrayList<DomainEvent>();
        events.add(revoked);
        // Expired ones too: a target's clock may be behind ours.
        events.addAll(Deaths.of(grant.unrevoked(), DeathCause.APPROVAL_REVOKED, now));
        return Commit.of(
                ask.id().value(), history.version(), events, Effects.revoked(ask, now, request.delivered() > 0));
    }
}
