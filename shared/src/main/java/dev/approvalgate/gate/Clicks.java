package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Journal.Step;
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

/** What every click has in common: whether it was made on what is there now, and how one without effect is recorded. */
final class Clicks {

    /** Enough to see an attack, too few to flood the ledger. */
    private static final int REFUSALS_KEPT = 100;

    private final Ports ports;

    Clicks(Ports ports) {
        this.ports = ports;
    }

    /** Who clicked, for the record of a click that nobody has to look up any more. */
    private Optional<PersonId> byTheFile(Account account) {
        return ports.policies().current().people().behind(account).map(Person::id);
    }

    /** What no look-up can mend: the click came too late, or was made on something else. */
    Optional<ReasonCode> outdated(ApprovalRequest request, VoteAttempt attempt, Instant now) {
        Ask ask = request.ask();
        if (!request.isPending() || !now.isBefore(ask.terms().deadline())) {
            return Optional.of(ReasonCode.VOTE_TOO_LATE);
        }
        return stale(request, attempt);
    }

    /** {@return that the click was made on something else than what is there} */
    Optional<ReasonCode> stale(ApprovalRequest request, VoteAttempt attempt) {
        Ask ask = request.ask();
        String digest = attempt.digestPrefix();
        if (digest.length() < 16 || !ask.change().digest().hex().startsWith(digest)) {
            return Optional.of(ReasonCode.VOTE_STALE_VIEW);
        }
        return request.shownAs(attempt.shownPrefix()).isEmpty()
                ? Optional.of(staleUnlessBeingPublished(ask))
                : Optional.empty();
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

    /** {@return the record of a click without effect, and the reason to tell} */
    Step<Optional<ReasonCode>> refused(
            History history, ApprovalRequest request, VoteAttempt attempt, ReasonCode reason) {
        return refused(history, request, attempt, byTheFile(attempt.account()), reason);
    }

    /** The same where it was looked up who clicked. */
    Step<Optional<ReasonCode>> refused(
            History history,
            ApprovalRequest request,
            VoteAttempt attempt,
            Optional<PersonId> person,
            ReasonCode reason) {
        Instant now = ports.clock().instant();
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
        return Step.store(
                Commit.of(attempt.request().value(), history.version(), events, work)
                        .claiming(Set.of("click:" + attempt.key())),
                Optional.of(reason));
    }
}
