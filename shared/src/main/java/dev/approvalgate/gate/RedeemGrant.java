package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Mints the token of an approved request for the job that proves itself again. */
final class RedeemGrant {

    private final Ports ports;
    private final Journal journal;

    RedeemGrant(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
    }

    /** What one try came to: a token, or the reason why not, which is recorded before it is told. */
    private record Outcome(
            @Nullable DeployToken token, @Nullable GateException refusal) {}

    DeployToken redeem(Assertion assertion) {
        String job = assertion.job();
        String environment = assertion.environment();
        if (environment == null) {
            throw new GateException(
                    ReasonCode.TOKEN_CLAIM_MISSING,
                    "the identity token names no environment; give the job the environment that was approved");
        }
        if (job == null) {
            throw new GateException(
                    ReasonCode.TOKEN_CLAIM_MISSING, "the identity token names no job (claim check_run_id)");
        }
        RequestId id = requestFor(assertion.identity(), Environment.of(environment));
        try {
            Outcome outcome = journal.decide(id, history -> attempt(id, history, assertion, job));
            if (outcome.token() == null) {
                throw outcome.refusal() == null
                        ? new IllegalStateException("neither token nor refusal")
                        : outcome.refusal();
            }
            return outcome.token();
        } catch (ClaimTaken replayed) {
            throw new GateException(
                    ReasonCode.TOKEN_REPLAYED,
                    "this identity token has been used before; ask your host for a fresh one",
                    replayed);
        }
    }

    private RequestId requestFor(WorkloadIdentity identity, Environment environment) {
        return ports
                .index()
                .ofRun(identity.key().issuer(), identity.key().projectId(), identity.run(), environment)
                .stream()
                .findFirst()
                .orElseThrow(() -> new GateException(
                        ReasonCode.REQUEST_NOT_FOUND,
                        "nothing was asked for run " + identity.run() + " in " + environment));
    }

    private Step<Outcome> attempt(RequestId id, History history, Assertion assertion, String job) {
        var request = ApprovalRequest.of(history.events());
        Instant now = ports.clock().instant();
        Optional<GateException> refusal = refusal(request, history, assertion, job, now);
        if (refusal.isPresent()) {
            GateException why = refusal.get();
            // Waiting is no refusal, and callers poll: only what was denied is recorded.
            return why.reason().kind() == ReasonCode.Kind.PENDING
                    ? Step.nothing(new Outcome(null, why))
                    : Step.store(
                            Commit.of(
                                            id.value(),
                                            history.version(),
                                            List.of(new TokenEvent.MintRefused(job, why.reason(), now)),
                                            List.<Work>of())
                                    .claiming(Set.of(assertionClaim(assertion))),
                            new Outcome(null, why));
        }
        return mint(id, history, request.ask(), assertion, job, now);
    }

    private Optional<GateException> refusal(
            ApprovalRequest request, History history, Assertion assertion, String job, Instant now) {
        Ask ask = request.ask();
        Optional<Decision> decision = request.decision();
        if (decision.isEmpty()) {
            return Optional.of(new GateException(
                    ReasonCode.APPROVAL_PENDING, "request " + ask.id() + " waits for a decision; ask again later"));
        }
        if (!decision.get().allows()) {
            ReasonCode reason = decision.get().reason();
            return Optional.of(new GateException(
                    reason == null ? ReasonCode.APPROVAL_VOID : reason,
                    "request " + ask.id() + " was not approved: "
                            + decision.get().outcome().name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (!binding(ask, assertion).digest().equals(ask.change().digest())) {
            return Optional.of(new GateException(
                    ReasonCode.CHANGE_DIGEST_MISMATCH,
                    "what runs is not what was approved in request " + ask.id() + ": workload, run, attempt, "
                            + "environment, commit or pipeline definition differ"));
        }
        return stillApproved(request, decision.get(), now).or(() -> jobsLeft(request, history, job));
    }

    /** What the job proves to be about to do, in the form that was approved. */
    private static ChangeBinding binding(Ask ask, Assertion assertion) {
        ChangeBinding approved = ask.change().binding();
        String commit = assertion.commit();
        // A definition is determined by the commit that it was read from. If that is not the approved commit, it is
        // unknown.
        boolean sameDefinition = commit != null && commit.equals(assertion.definitionCommit());
        return new ChangeBinding(
                assertion.identity().key(),
                approved.action(),
                assertion.identity().run(),
                Environment.of(assertion.environment() == null ? "" : assertion.environment()),
                commit,
                sameDefinition ? approved.definition() : null,
                approved.artifacts(),
                approved.parameters(),
                approved.scopes());
    }

    private Optional<GateException> stillApproved(ApprovalRequest request, Decision decision, Instant now) {
        Policy policy = ports.policies().current();
        Map<Account, AccountStanding> standings = ports.directory()
                .standings(
                        request.votes().stream().map(Vote::account).distinct().collect(Collectors.toList()));
        Evaluation evaluation = PolicyEvaluator.evaluate(policy, request.ask(), request.votes(), standings);
        Rule rule = Admissions.admit(policy, request.ask()).rule();
        if (rule == null || evaluation.verdict() != Verdict.APPROVED) {
            return Optional.of(new GateException(
                    ReasonCode.APPROVAL_VOID,
                    "the approval of request " + request.ask().id()
                            + " no longer satisfies the policy; run the job again to ask anew"));
        }
        return now.isBefore(decision.at().plus(rule.token().validity()))
                ? Optional.empty()
                : Optional.of(new GateException(
                        ReasonCode.APPROVAL_STALE,
                        "the approval of request " + request.ask().id()
                                + " is too old to redeem; run the job again to ask anew"));
    }

    private Optional<GateException> jobsLeft(ApprovalRequest request, History history, String job) {
        Rule rule = Admissions.admit(ports.policies().current(), request.ask()).rule();
        Set<String> jobs = TokenGrant.of(history.events()).jobs();
        int most = rule == null ? 0 : rule.token().maxJobs();
        return jobs.contains(job) || jobs.size() < most
                ? Optional.empty()
                : Optional.of(new GateException(
                        ReasonCode.JOBS_EXHAUSTED,
                        "request " + request.ask().id() + " lets " + most + (most == 1 ? " job" : " jobs")
                                + " redeem it, and that has happened"));
    }

    private Step<Outcome> mint(RequestId id, History history, Ask ask, Assertion assertion, String job, Instant now) {
        Policy policy = ports.policies().current();
        Rule rule = Admissions.admit(policy, ask).rule();
        String identity = ask.requester().identity();
        Decision decision = ApprovalRequest.of(history.events()).decision().orElseThrow();
        if (rule == null || identity == null) {
            throw new IllegalStateException("an approved request has a rule and an identity");
        }
        Instant end = earlier(
                now.plus(rule.token().lifetime()),
                decision.at().plus(rule.token().validity()));
        DeployToken token = ports.tokens()
                .issue(TokenClaims.of(ask, decision, identity, rule.token().audience(), job, now, end, ports.random()));
        var events = new ArrayList<DomainEvent>();
        TokenGrant.of(history.events())
                .liveOf(job, now)
                .ifPresent(old -> events.add(new TokenEvent.Revoked(old.id(), "retried", now)));
        events.add(new TokenEvent.Minted(
                token.id(),
                job,
                token.value().sha256(),
                token.keyId(),
                rule.token().audience(),
                ask.change().binding().scopes(),
                now,
                token.expiresAt()));
        return Step.store(
                Commit.of(id.value(), history.version(), events, List.<Work>of())
                        .claiming(Set.of(assertionClaim(assertion))),
                new Outcome(token, null));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String assertionClaim(Assertion assertion) {
        return "assertion:" + assertion.identity().key().issuer() + ":" + assertion.id();
    }
}
