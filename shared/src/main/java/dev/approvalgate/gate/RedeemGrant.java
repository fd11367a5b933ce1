package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import dev.approvalgate.gate.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mints the token of an approved request for the job that proves itself again. */
final class RedeemGrant {

    /** Enough to see an attack, too few to flood the ledger. */
    private static final int REFUSALS_KEPT = 100;
    /** Clocks of several replicas differ by so much at most. */
    private static final Duration CLOCK_LEEWAY = Duration.ofMinutes(2);

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;
    private final Mint mint;
    private final Turns turns;
    private final Comparisons comparisons;

    RedeemGrant(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.mint = new Mint(ports);
        this.turns = new Turns(ports, journal, CLOCK_LEEWAY);
        this.comparisons = new Comparisons(ports);
    }

    /** What one try came to: a token, or the reason why not, which is recorded before it is told. */
    private record Outcome(
            Mint.@Nullable Fresh token, @Nullable GateException refusal) {}

    /** What a job brings: who it is, and which key it has. Each is good once. */
    private record Asking(Assertion assertion, @Nullable Proof proof, String job, TokenKind kind) {
        Set<String> claims() {
            String assertion = "assertion:" + assertion().identity().key().issuer() + ":"
                    + assertion().id();
            return proof == null ? Set.of(assertion) : Set.of(assertion, proof.claim());
        }

        @Nullable
        String thumbprint() {
            return proof == null ? null : proof.thumbprint();
        }
    }

    DeployToken redeem(Assertion assertion, @Nullable Proof proof) {
        return redeem(assertion, proof, TokenKind.DEPLOY).deployToken();
    }

    HostToken redeemAtHost(Assertion assertion) {
        return redeem(assertion, null, TokenKind.GITHUB_INSTALLATION).hostToken();
    }

    private Mint.Fresh redeem(Assertion assertion, @Nullable Proof proof, TokenKind kind) {
        String job = assertion.job();
        String environment = assertion.environment();
        if (environment == null) {
            throw new GateException(
                    ReasonCode.TOKEN_CLAIM_MISSING,
                    "the identity token names no environment; give the job the environment that was approved");
        }
        if (job == null) {
            throw new GateException(
                    ReasonCode.TOKEN_CLAIM_MISSING,
                    "the identity token names no job, so that nobody could tell whom the token is for");
        }
        var asking = new Asking(assertion, proof, job, kind);
        RequestId id = requestFor(assertion, Environment.of(environment));
        try {
            Outcome outcome = outcome(id, asking);
            if (outcome.token() == null) {
                throw outcome.refusal() == null
                        ? new IllegalStateException("neither token nor refusal")
                        : outcome.refusal();
            }
            return outcome.token();
        } catch (ClaimTaken replayed) {
            if (proof != null && replayed.claim().equals(proof.claim())) {
                throw new GateException(
                        ReasonCode.PROOF_REPLAYED,
                        "this proof of possession has been used before; make a fresh one",
                        replayed);
            }
            throw new GateException(
                    ReasonCode.TOKEN_REPLAYED,
                    "this identity token has been used before; ask your host for a fresh one",
                    replayed);
        }
    }

    private Outcome outcome(RequestId id, Asking asking) {
        try {
            return journal.decide(id, history -> attempt(id, history, asking));
        } catch (ClaimTaken taken) {
            if (!Turns.isClaim(taken.claim())) {
                throw taken;
            }
            // Another request gave the job a token while this one was judged.
            GateException why = Redeemable.elsewhere(id);
            return journal.decide(
                    id,
                    history -> refused(id, history, asking, why, ports.clock().instant()));
        }
    }

    /** Whichever request it names, the digest tells whether it is one of its run. */
    private RequestId requestFor(Assertion assertion, Environment environment) {
        WorkloadIdentity identity = assertion.identity();
        RequestId named = assertion.request();
        return named != null ? named : newest(identity, environment);
    }

    private RequestId newest(WorkloadIdentity identity, Environment environment) {
        return ports
                .index()
                .ofRun(identity.key().issuer(), identity.key().projectId(), identity.run(), environment)
                .stream()
                .findFirst()
                .orElseThrow(() -> new GateException(
                        ReasonCode.REQUEST_NOT_FOUND,
                        "nothing was asked for run " + identity.run() + " in " + environment));
    }

    private Step<Outcome> attempt(RequestId id, History history, Asking asking) {
        var request = ApprovalRequest.of(history.events());
        Ask ask = request.ask();
        Instant now = trustworthy(ports.clock().instant(), history);
        TokenGrant grant = TokenGrant.of(history.events());
        Optional<GateException> refusal = Redeemable.decided(request)
                .or(() -> Redeemable.goesOn(ask, grant))
                .or(() -> Redeemable.sameChange(ask, asking.assertion()))
                .or(() -> comparisons.refusal(ask));
        if (refusal.isPresent()) {
            return refused(id, history, asking, refusal.get(), now);
        }
        // One look at the policy for all that follows: it may be replaced at any moment.
        Judgement judgement = judge.of(ask, request.votes(), Redeemable.breakers(request), Freshness.NOW);
        Decision decision = request.decision().orElseThrow();
        refusal = Redeemable.stillAllowed(request, judge, judgement)
                .or(() -> Redeemable.fresh(ask, decision, judgement.validity(), now))
                .or(() -> Redeemable.jobsLeft(ask, grant, judgement.maxJobs(), asking.job()))
                .or(() -> asking.kind() == TokenKind.DEPLOY
                        ? Redeemable.possession(judgement.isPossessionRequired(), asking.proof())
                        : Redeemable.atHost(ask, judgement));
        if (refusal.isPresent()) {
            return refused(id, history, asking, refusal.get(), now);
        }
        Turns.Turn turn = turns.next(ask, asking.job(), grant, now);
        return turn.holder().isPresent()
                ? refused(id, history, asking, Redeemable.elsewhere(id), now)
                : mint(id, history, ask, decision, judgement, grant, asking, turn, now);
    }

    /** A clock that was set back would make old approvals young again. */
    private static Instant trustworthy(Instant now, History history) {
        for (DomainEvent event : history.events()) {
            if (event.at().isAfter(now.plus(CLOCK_LEEWAY))) {
                throw new GateException(
                        ReasonCode.CLOCK_BEHIND,
                        "the gate's clock shows " + now + ", which is before what is already recorded (" + event.at()
                                + "); no token is minted until the clock is right");
            }
        }
        return now;
    }

    /** Waiting is no refusal, and callers poll: only what was denied is recorded, and not without bound. */
    private static Step<Outcome> refused(RequestId id, History history, Asking asking, GateException why, Instant now) {
        long recorded = history.events().stream()
                .filter(TokenEvent.MintRefused.class::isInstance)
                .count();
        if (why.reason().kind() == ReasonCode.Kind.PENDING || recorded >= REFUSALS_KEPT) {
            return Step.nothing(new Outcome(null, why));
        }
        List<DomainEvent> events = List.of(new TokenEvent.MintRefused(asking.job(), why.reason(), now));
        return Step.store(
                Commit.of(id.value(), history.version(), events, List.<Work>of())
                        .claiming(asking.claims()),
                new Outcome(null, why));
    }

    private Step<Outcome> mint(
            RequestId id,
            History history,
            Ask ask,
            Decision decision,
            Judgement judgement,
            TokenGrant grant,
            Asking asking,
            Turns.Turn turn,
            Instant now) {
        String identity = ask.requester().identity();
        if (identity == null) {
            throw new IllegalStateException("an approved request has an identity");
        }
        Instant end =
                earlier(now.plus(judgement.lifetime(decision)), decision.at().plus(judgement.validity()));
        Mint.Fresh token;
        try {
            token = asking.kind() == TokenKind.DEPLOY
                    ? mint.signed(ask, decision, identity, judgement, asking.job(), asking.thumbprint(), now, end)
                    : mint.ofHost(ask, judgement.github().orElseThrow(), asking.job(), now, end);
        } catch (GateException e) {
            if (e.reason() != ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED) {
                throw e;
            }
            return refused(id, history, asking, e, now);
        }
        var events = new ArrayList<DomainEvent>();
        // Expired ones too: a target's clock may be behind ours.
        events.addAll(Deaths.of(grant.unrevokedOf(asking.job()), DeathCause.RETRIED, now));
        events.add(token.event());
        var claims = new HashSet<>(asking.claims());
        claims.add(turn.claim());
        return Step.store(
                Commit.of(id.value(), history.version(), events, List.<Work>of())
                        .claiming(claims),
                new Outcome(token, null));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
