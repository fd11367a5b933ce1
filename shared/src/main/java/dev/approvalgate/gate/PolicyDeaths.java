package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which tokens of a request die because, by the policy in force, they would not be minted now, or not as they are. */
final class PolicyDeaths {

    private final Ports ports;
    private final Judge judge;

    PolicyDeaths(Ports ports) {
        this.ports = ports;
        this.judge = new Judge(ports);
    }

    /**
     * {@return the deaths; none where every token may live on}
     *
     * @throws dev.approvalgate.domain.approval.GateException where a policy or the directory cannot be read
     */
    List<TokenEvent.Revoked> of(ApprovalRequest request, TokenGrant grant, Instant now) {
        Ask ask = request.ask();
        Policy policy = ports.policies().current();
        Optional<DeathCause> state = state(policy, ask);
        if (state.isPresent()) {
            return Deaths.of(grant.unrevoked(), state.get(), now);
        }
        Judgement judgement = judge.of(ask, request.votes(), Redeemable.breakers(request), Freshness.NOW, policy);
        Decision decision = request.decision().orElseThrow();
        boolean none = Redeemable.stillAllowed(request, judge, judgement)
                .or(() -> Redeemable.fresh(ask, decision, judgement.validity(), now))
                .or(() -> Redeemable.stillAtHost(ask, grant.live(now), judgement))
                .isPresent();
        List<TokenEvent.Minted> dying = none
                ? grant.unrevoked()
                : grant.live(now).stream()
                        .filter(token -> !isAsOfNow(token, decision, judgement, now))
                        .toList();
        return Deaths.of(dying, DeathCause.POLICY_CHANGED, now);
    }

    /** Whether it could be one that is minted now: young enough, for the same audience, and bound to a key where that is asked for. */
    private static boolean isAsOfNow(TokenEvent.Minted token, Decision decision, Judgement judgement, Instant now) {
        return now.isBefore(token.at().plus(judgement.lifetime(decision)))
                && (token.kind() != TokenKind.DEPLOY || isFor(token, judgement));
    }

    private static boolean isFor(TokenEvent.Minted token, Judgement judgement) {
        boolean heard = judgement
                .ruling()
                .filter(ruling -> ruling.rule().token().audience().equals(token.audience()))
                .isPresent();
        return heard && (token.confirmation() != null || !judgement.isPossessionRequired());
    }

    private static Optional<DeathCause> state(Policy policy, Ask ask) {
        Optional<RegisteredIdentity.State> state = Admissions.identify(
                        policy, ask.requester().workload(), ask.requester().claims())
                .map(RegisteredIdentity::state);
        if (state.isEmpty()) {
            return Optional.of(DeathCause.IDENTITY_SUSPENDED);
        }
        return switch (state.get()) {
            case ACTIVE -> Optional.empty();
            case SUSPENDED -> Optional.of(DeathCause.IDENTITY_SUSPENDED);
            case QUARANTINED -> Optional.of(DeathCause.IDENTITY_QUARANTINED);
        };
    }
}
