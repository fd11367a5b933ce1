package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.work.ErrorText;
import dev.approvalgate.gate.work.RetryLater;
import dev.approvalgate.gate.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ends requests that nobody decided, and the tokens of runs that are over. */
final class EndRequest {

    private final Ports ports;
    private final Journal journal;
    private final ReviewViews views;

    EndRequest(Ports ports, Journal journal, ReviewViews views) {
        this.ports = ports;
        this.journal = journal;
        this.views = views;
    }

    ApprovalRequest cancel(RequestId id, ReasonCode reason) {
        journal.decide(id, history -> end(history, id, Decision.Outcome.CANCELLED, reason));
        return journal.request(id);
    }

    /** Ends a request whose place a newer one has taken. */
    void supersede(RequestId id) {
        journal.decide(id, history -> end(history, id, Decision.Outcome.SUPERSEDED, ReasonCode.SUPERSEDED_BY_NEWER));
    }

    /** Ends a request whose deadline has passed; asks to be called again where it has not. */
    void expire(RequestId id) {
        Ask ask = journal.request(id).ask();
        Instant now = ports.clock().instant();
        if (now.isBefore(ask.terms().deadline())) {
            throw new RetryLater(
                    ReasonCode.APPROVAL_PENDING,
                    "the deadline of request " + id + " has not come",
                    Duration.between(now, ask.terms().deadline()));
        }
        journal.decide(id, history -> end(history, id, Decision.Outcome.EXPIRED, ReasonCode.DEADLINE_PASSED));
    }

    private Step<Boolean> end(History history, RequestId id, Decision.Outcome outcome, ReasonCode reason) {
        var request = ApprovalRequest.of(history.events());
        if (!request.isPending()) {
            return Step.nothing(false);
        }
        Instant now = ports.clock().instant();
        var settled = Settlement.without(outcome, reason, request.ask().terms().policy(), asItStood(request), now);
        return Step.store(
                Commit.of(id.value(), history.version(), List.of(settled), Effects.settled(request.ask(), now)), true);
    }

    /** An end that takes rights away must not wait for a policy that cannot be read. */
    private Explanation asItStood(ApprovalRequest request) {
        try {
            return views.explain(request);
        } catch (GateException e) {
            return Explanation.fails("policy", "readable", "unreadable", e.reason());
        }
    }

    void runEnded(WorkloadKey workload, Run run, ReasonCode reason) {
        for (RequestId id : ports.index().allOfRun(workload.issuer(), workload.projectId(), run.id())) {
            Requester requester = journal.request(id).ask().requester();
            if (requester.workload().equals(workload) && requester.run().attempt() <= run.attempt()) {
                cancel(id, reason);
                close(id);
            }
        }
    }

    /** Ends what one job was given. Expired tokens too: a target's clock may be behind ours. */
    void giveBackAll(RequestId id, String job) {
        journal.decide(id, history -> {
            Instant now = ports.clock().instant();
            List<TokenEvent.Revoked> deaths =
                    Deaths.of(TokenGrant.of(history.events()).unrevokedOf(job), DeathCause.REQUESTED, now);
            Ask ask = ApprovalRequest.of(history.events()).ask();
            return deaths.isEmpty()
                    ? Step.nothing(false)
                    : Step.store(Commit.of(id.value(), history.version(), deaths, Effects.refresh(ask, now)), true);
        });
    }

    /** Ends what an approval was good for: its tokens, and the right to be given another one. */
    private void close(RequestId id) {
        journal.decide(id, history -> {
            Instant now = ports.clock().instant();
            TokenGrant grant = TokenGrant.of(history.events());
            var request = ApprovalRequest.of(history.events());
            boolean approved = request.decision().filter(Decision::allows).isPresent();
            var events = new ArrayList<DomainEvent>();
            events.addAll(Deaths.of(grant.unrevoked(), DeathCause.RUN_ENDED, now));
            if (approved && !grant.isClosed()) {
                events.add(new TokenEvent.Closed(now));
            }
            // What is shown no longer offers to take anything back.
            return events.isEmpty()
                    ? Step.nothing(false)
                    : Step.store(
                            Commit.of(id.value(), history.version(), events, Effects.refresh(request.ask(), now)),
                            true);
        });
    }

    /** Records that an outward effect was given up, and why. */
    void effectGivenUp(RequestId id, String effect, GateException last) {
        journal.decide(
                id,
                history -> Step.store(
                        Commit.of(
                                id.value(),
                                history.version(),
                                List.of(new ApprovalEvent.EffectGivenUp(
                                        effect,
                                        last.reason(),
                                        ErrorText.of(last),
                                        ports.clock().instant())),
                                List.<Work>of()),
                        true));
    }
}
