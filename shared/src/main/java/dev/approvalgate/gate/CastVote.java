package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Person;
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
import dev.approvalgate.gate.work.RetryLater;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records one click, and settles the request where the click decides it. */
final class CastVote {

    /** Enough to see an attack, too few to flood the ledger. */
    private static final int REFUSALS_KEPT = 100;

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;

    CastVote(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
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
        Optional<ReasonCode> outdated = outdated(request, attempt, shown, now);
        if (outdated.isPresent()) {
            return Step.store(
                    refused(history, request, attempt, byTheFile(attempt.account()), outdated.get(), now), outdated);
        }
        Judgement before = judge.of(request.ask(), request.votes(), List.of(attempt.account()), Freshness.NOW);
        PersonId person = before.roster().human(attempt.account());
        Optional<ReasonCode> refusal = refusal(request, before, attempt, person);
        if (refusal.isPresent() || shown.isEmpty()) {
            ReasonCode reason = refusal.orElse(ReasonCode.VOTE_STALE_VIEW);
            return Step.store(
                    refused(history, request, attempt, Judge.known(before, attempt.account()), reason, now),
                    Optional.of(reason));
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

    /** Who clicked, for the record of a click that nobody has to look up any more. */
    private Optional<PersonId> byTheFile(Account account) {
        return ports.policies().current().people().behind(account).map(Person::id);
    }

    /** What no look-up can mend: the click came too late, or was made on something else. */
    private Optional<ReasonCode> outdated(
            ApprovalRequest request, VoteAttempt attempt, Optional<Sha256> shown, Instant now) {
        Ask ask = request.ask();
        if (!request.isPending() || !now.isBefore(ask.terms().deadline())) {
            return Optional.of(ReasonCode.VOTE_TOO_LATE);
        }
        String digest = attempt.digestPrefix();
        if (digest.length() < 16 || !ask.change().digest().hex().startsWith(digest)) {
            return Optional.of(ReasonCode.VOTE_STALE_VIEW);
        }
        return shown.isEmpty() ? Optional.of(staleUnlessBeingPublished(ask)) : Optional.empty();
    }

    private Optional<ReasonCode> refusal(
            ApprovalRequest request, Judgement judgement, VoteAttempt attempt, PersonId person) {
        Ask ask = request.ask();
        Optional<ReasonCode> bar = judge.bar(ask, attempt.account(), judgement);
        if (bar.isPresent()) {
            return bar;
        }
        if (attempt.kind() == Vote.Kind.APPROVE && counts(request, judgement, person)) {
            return Optional.of(ReasonCode.VOTE_ALREADY_COUNTED);
        }
        return needsReason(judgement.voteReason(), attempt.kind()) && attempt.reason() == null
                ? Optional.of(ReasonCode.VOTE_REASON_MISSING)
                : Optional.empty();
    }

    /** Whether a vote of that person is recorded that counts now; one through an account that was barred since does not. */
    private boolean counts(ApprovalRequest request, Judgement judgement, PersonId person) {
        return request.votes().stream()
                .filter(vote -> vote.person().equals(person))
                .anyMatch(vote ->
                        judge.bar(request.ask(), vote.account(), judgement).isEmpty());
    }

    /** A click can be faster than the record of the message that carried its button; then it waits for that record. */
    private ReasonCode staleUnlessBeingPublished(Ask ask) {
        boolean underWay = ports.work().of(ask.id().value()).stream()
                .anyMatch(item ->
                        item.work().kind() == WorkKind.PUBLISH || item.work().kind() == WorkKind.REFRESH);
        if (underWay) {
            throw new RetryLater(
                    ReasonCode.CHANNEL_UNREACHABLE,
                    "the message of request " + ask.id() + " is being published",
                    Duration.ofSeconds(1));
        }
        return ReasonCode.VOTE_STALE_VIEW;
    }

    static boolean needsReason(VoteReason when, Vote.Kind kind) {
        return when == VoteReason.ALWAYS || (when == VoteReason.ON_REJECT && kind == Vote.Kind.REJECT);
    }

    private static Commit refused(
            History history,
            ApprovalRequest request,
            VoteAttempt attempt,
            Optional<PersonId> person,
            ReasonCode reason,
            Instant now) {
        boolean known = request.refusedVotes().stream()
                .anyMatch(earlier -> earlier.account().equals(attempt.account()) && earlier.reason() == reason);
        List<DomainEvent> events = known || request.refusedVotes().size() >= REFUSALS_KEPT
                ? List.of()
                : List.of(new ApprovalEvent.VoteRefused(
                        attempt.account(), person.orElse(null), attempt.kind(), attempt.channel(), reason, now));
        var work = new ArrayList<Work>();
        if (!attempt.replyTo().isEmpty()) {
            work.add(Effects.reply(request.ask(), attempt, reason, now));
        }
        if (!events.isEmpty()) {
            work.addAll(Effects.refresh(request.ask(), now));
        }
        return Commit.of(attempt.request().value(), history.version(), events, work)
                .claiming(Set.of("click:" + attempt.key()));
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
                ? Effects.settled(ask, vote.at())
                : Effects.voted(ask, vote.at(), after.evaluation().reconsiderAt());
        return Commit.of(attempt.request().value(), history.version(), events, work)
                .claiming(Set.of("click:" + attempt.key()));
    }
}
