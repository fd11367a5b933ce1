package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Lets requests happen at once in an emergency, and records that others have looked at it afterwards. */
final class Emergencies {

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;
    private final Clicks clicks;
    private final Comparisons comparisons;

    Emergencies(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.clicks = new Clicks(ports);
        this.comparisons = new Comparisons(ports);
    }

    Optional<ReasonCode> breakGlass(VoteAttempt attempt) {
        return once(attempt, this::breaking);
    }

    Optional<ReasonCode> review(VoteAttempt attempt) {
        return once(attempt, this::reviewing);
    }

    private Optional<ReasonCode> once(
            VoteAttempt attempt, BiFunction<History, VoteAttempt, Step<Optional<ReasonCode>>> step) {
        try {
            return journal.decide(attempt.request(), history -> step.apply(history, attempt));
        } catch (ClaimTaken again) {
            return Optional.of(ReasonCode.ACTION_REPLAYED);
        }
    }

    private Step<Optional<ReasonCode>> breaking(History history, VoteAttempt attempt) {
        var request = ApprovalRequest.of(history.events());
        Ask ask = request.ask();
        Instant now = ports.clock().instant();
        Optional<ReasonCode> outdated = clicks.outdated(request, attempt, now);
        if (outdated.isPresent()) {
            return clicks.refused(history, request, attempt, outdated.get());
        }
        Judgement judgement = judge.of(ask, request.votes(), List.of(attempt.account()), Freshness.NOW);
        String reason = attempt.reason();
        Optional<ReasonCode> refusal = judge.barFromBreaking(ask, attempt.account(), judgement)
                .or(() -> comparisons.bar(ask))
                .or(() -> isReviewOverdue(ask, now) ? Optional.of(ReasonCode.REVIEW_OVERDUE) : Optional.empty())
                .or(() -> reason == null ? Optional.of(ReasonCode.VOTE_REASON_MISSING) : Optional.empty());
        Optional<BreakGlass> terms = judgement.breakGlass();
        if (refusal.isPresent() || terms.isEmpty() || reason == null) {
            return clicks.refused(history, request, attempt, refusal.orElse(ReasonCode.BREAK_GLASS_NOT_ALLOWED));
        }
        PersonId person = judgement.roster().human(attempt.account());
        var broken = new GlassBroken(
                person,
                attempt.account(),
                attempt.channel(),
                request.shownAs(attempt.shownPrefix()).orElseThrow(),
                Personal.of(reason),
                now.plus(terms.get().reviewWithin()),
                now);
        var decision = new Decision(
                Decision.Outcome.BROKEN_GLASS,
                ReasonCode.GLASS_BROKEN,
                List.of(person),
                judgement.policy().digest(),
                now);
        var settled = new ApprovalEvent.Settled(decision, explained(judgement, broken));
        return Step.store(
                Commit.of(
                                attempt.request().value(),
                                history.version(),
                                List.of(broken, settled),
                                Effects.glassBroken(ask, broken, judgement.validity()))
                        .claiming(Set.of("click:" + attempt.key())),
                Optional.empty());
    }

    /** What the policy said otherwise stays to be seen: it is what the review is about. */
    private static Explanation explained(Judgement judgement, GlassBroken broken) {
        Explanation otherwise = judgement.evaluation().explanation();
        var parts = new ArrayList<Explanation>();
        parts.add(new Explanation(
                "break-glass",
                Explanation.Status.SATISFIED,
                "one person who may, with a reason",
                "done alone, review due until " + Wording.time(broken.reviewBy()),
                null,
                List.of(broken.person()),
                List.of(),
                List.of(),
                List.of(),
                0));
        parts.addAll(otherwise.parts());
        return Explanation.all(otherwise.requirement(), parts);
    }

    private boolean isReviewOverdue(Ask ask, Instant now) {
        String identity = ask.requester().identity();
        return identity != null
                && ports.index().unreviewed(identity).stream()
                        .map(journal::request)
                        .anyMatch(earlier -> earlier.isReviewOverdue(now));
    }

    private Step<Optional<ReasonCode>> reviewing(History history, VoteAttempt attempt) {
        var request = ApprovalRequest.of(history.events());
        Optional<GlassBroken> glass = request.glass();
        if (glass.isEmpty() || request.reviewed().isPresent()) {
            return clicks.refused(history, request, attempt, ReasonCode.REVIEW_NOT_DUE);
        }
        Optional<ReasonCode> stale = clicks.stale(request, attempt);
        if (stale.isPresent()) {
            return clicks.refused(history, request, attempt, stale.get());
        }
        Judge.Reviewer reviewer = judge.reviewer(request.ask(), attempt.account(), glass.get());
        if (reviewer.bar().isPresent()) {
            return clicks.refused(history, request, attempt, reviewer.bar().get());
        }
        Instant now = ports.clock().instant();
        List<DomainEvent> events = List.of(new ApprovalEvent.EmergencyReviewed(
                reviewer.person(),
                attempt.account(),
                attempt.channel(),
                attempt.reason() == null ? null : Personal.of(attempt.reason()),
                now));
        return Step.store(
                Commit.of(attempt.request().value(), history.version(), events, Effects.refresh(request.ask(), now))
                        .claiming(Set.of("click:" + attempt.key())),
                Optional.empty());
    }
}
