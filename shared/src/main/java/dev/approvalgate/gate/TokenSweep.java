package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final PolicyDeaths deaths;

    TokenSweep(Ports ports, Journal journal, TokenIndex tokens, SweepObserver observer) {
        this.ports = ports;
        this.journal = journal;
        this.tokens = tokens;
        this.observer = observer;
        this.deaths = new PolicyDeaths(ports);
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
        List<TokenEvent.Revoked> dying = deaths.of(request, grant, now);
        return dying.isEmpty()
                ? Step.nothing(Optional.empty())
                : Step.store(
                        Commit.of(id.value(), history.version(), dying, Effects.refresh(request.ask(), now)),
                        Optional.of(dying.get(0).cause()));
    }
}
