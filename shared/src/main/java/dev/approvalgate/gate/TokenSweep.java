package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts every token that lives to the policy in force, as if it were to be minted now, and ends those that would not be. Done when a policy
 * comes into force, at the start, and every minute. Where it cannot be told, because a directory or a policy cannot be read, the token
 * lives on and it is asked again sooner: what cannot be read would otherwise stop every deployment that runs. The state of its identity
 * needs no directory, so quarantine works always.
 */
final class TokenSweep implements WorkHandler {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration SOONER = Duration.ofSeconds(10);
    /** It is there once, and renewed by each pass. */
    private static final Duration LIFE = Duration.ofDays(30);

    private final Ports ports;
    private final Journal journal;
    private final TokenIndex tokens;
    private final SweepObserver observer;
    private final Judge judge;

    TokenSweep(Ports ports, Journal journal, TokenIndex tokens, SweepObserver observer) {
        this.ports = ports;
        this.journal = journal;
        this.tokens = tokens;
        this.observer = observer;
        this.judge = new Judge(ports);
    }

    static Work due(Instant at) {
        return new Work(WorkKind.SWEEP_TOKENS, null, WorkKind.SWEEP_TOKENS.code(), Map.of(), at, at.plus(LIFE));
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SWEEP_TOKENS;
    }

    @Override
    public void handle(WorkItem item) {
        boolean all = true;
        try {
            all = sweep();
        } finally {
            // While this is being done it is a wish, and becomes work of its own afterwards.
            ports.work().add(due(ports.clock().instant().plus(all ? EVERY : SOONER)));
        }
    }

    private boolean sweep() {
        Set<RequestId> requests = tokens.live(ports.clock().instant()).minted().stream()
                .map(LiveToken::request)
                .collect(Collectors.toSet());
        boolean all = true;
        for (RequestId id : requests) {
            try {
                journal.decide(id, history -> judged(id, history)).ifPresent(cause -> observer.died(id, cause));
            } catch (GateException e) {
                all = false;
                observer.undecided(id, e);
            }
        }
        return all;
    }

    private Step<Optional<DeathCause>> judged(RequestId id, History history) {
        var request = ApprovalRequest.of(history.events());
        Instant now = ports.clock().instant();
        TokenGrant grant = TokenGrant.of(history.events());
        if (grant.live(now).isEmpty()) {
            return Step.nothing(Optional.empty());
        }
        Optional<DeathCause> cause = cause(request, grant, now);
        return cause.map(why -> Step.store(
                        Commit.of(
                                id.value(),
                                history.version(),
                                Deaths.of(grant.unrevoked(), why, now),
                                Effects.refresh(request.ask(), now)),
                        cause))
                .orElseGet(() -> Step.nothing(cause));
    }

    private Optional<DeathCause> cause(ApprovalRequest request, TokenGrant grant, Instant now) {
        Ask ask = request.ask();
        Policy policy = ports.policies().current();
        Optional<DeathCause> state = state(policy, ask);
        if (state.isPresent()) {
            return state;
        }
        Judgement judgement = judge.of(ask, request.votes(), Redeemable.breakers(request), Freshness.NOW, policy);
        Decision decision = request.decision().orElseThrow();
        return Redeemable.stillAllowed(request, judge, judgement)
                .or(() -> Redeemable.fresh(ask, decision, judgement.validity(), now))
                .or(() -> Redeemable.stillAtHost(ask, grant.live(now), judgement))
                .map(why -> DeathCause.POLICY_CHANGED);
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
