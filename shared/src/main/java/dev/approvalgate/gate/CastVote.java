package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records one click, and settles the request where the click decides it. */
final class CastVote {

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;
    private final Clicks clicks;
    private final Comparisons comparisons;

    CastVote(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.clicks = new Clicks(ports);
        this.comparisons = new Comparisons(ports);
    }

    Optional<ReasonCode> cast(VoteAttempt attempt) {
        try {
            return journal.decide(attempt.request(), history -> step(history, attempt));
        } catch (ClaimTaken again) {
            return Optional.of(ReasonCode.ACTION_REPLAYED);
        }
    }

    private Step<Optional<ReasonCode>> step(History history, VoteAttempt attempt) {
        var request = ApprovalRequest.of(history.events());
        Instant now = ports.clock().instant();
        Optional<Sha256> shown = request.shownAs(attempt.shownPrefix());
        Optional<ReasonCode> outdated = clicks.outdated(request, attempt, now);
        if (outdated.isPresent()) {
            return clicks.refused(history, request, attempt, outdated.get());
        }
        Judgement before = judge.of(request.ask(), request.votes(), List.of(attempt.account()), Freshness.NOW);
        PersonId person = before.roster().human(attempt.account());
        Optional<ReasonCode> refusal = refusal(request, before, attempt);
        if (refusal.isPresent() || shown.isEmpty()) {
            ReasonCode reason = refusal.orElse(ReasonCode.VOTE_STALE_VIEW);
            return clicks.refused(history, request, attempt, Judge.known(before, attempt.account()), reason);
        }
        var vote = new Vote(
                person,
                attempt.account(),
                attempt.kind(),
                attempt.channel(),
                shown.get(),
                attempt.reason() == null ? null : Personal.of(attempt.reason()),
                now);
        return Step.store(recorded(history, request, before, vote, attempt), Optional.empty());
    }

    private Optional<ReasonCode> refusal(ApprovalRequest request, Judgement judgement, VoteAttempt attempt) {
        Ask ask = request.ask();
        return judge.bar(ask, attempt.account(), judgement)
                .or(() -> attempt.kind() == Vote.Kind.APPROVE
                        ? barFromApproving(request, judgement, attempt)
                        : Optional.empty())
                .or(() -> needsReason(judgement.voteReason(), attempt.kind()) && attempt.reason() == null
                        ? Optional.of(ReasonCode.VOTE_REASON_MISSING)
                        : Optional.empty());
    }

    private Optional<ReasonCode> barFromApproving(ApprovalRequest request, Judgement judgement, VoteAttempt attempt) {
        return comparisons
                .bar(request.ask())
                .or(() -> judge.isCounted(request.ask(), request.votes(), attempt.account(), judgement)
                        ? Optional.of(ReasonCode.VOTE_ALREADY_COUNTED)
                        : Optional.empty());
    }

    static boolean needsReason(VoteReason when, Vote.Kind kind) {
        return when == VoteReason.ALWAYS || (when == VoteReason.ON_REJECT && kind == Vote.Kind.REJECT);
    }

    private Commit recorded(
            History history, ApprovalRequest request, Judgement before, Vote vote, VoteAttempt attempt) {
        Ask ask = request.ask();
        var votes = new ArrayList<>(request.votes());
        votes.add(vote);
        Judgement after = judge.again(ask, votes, before);
        var events = new ArrayList<DomainEvent>();
        events.add(new ApprovalEvent.Voted(vote));
        Optional<ApprovalEvent.Settled> settled = Settlement.of(after, vote.at());
        settled.ifPresent(events::add);
        List<Work> work = settled.isPresent()
                ? Effects.settled(ask, settled.get().decision(), after.validity())
                : Effects.voted(ask, vote.at(), after.evaluation().reconsiderAt());
        return Commit.of(attempt.request().value(), history.version(), events, work)
                .claiming(Set.of("click:" + attempt.key()));
    }
}
