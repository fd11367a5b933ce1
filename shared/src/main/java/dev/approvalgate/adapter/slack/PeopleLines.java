package dev.approvalgate.adapter.slack;

import dev.approvalgate.adapter.slack.Listing.Noun;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.VoteRefused;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who asks, who answered, who is still needed and who does not count, as lines. */
final class PeopleLines {

    private static final int NAME = 80;

    private final ReviewView view;

    PeopleLines(ReviewView view) {
        this.view = view;
    }

    /** {@return the first thing to read: what is missing and until when, or how it ended and when} */
    List<Line> state() {
        Optional<Decision> decision = view.request().decision();
        if (decision.isPresent()) {
            return List.of(new Line()
                    .say(Icons.of(decision.get().outcome()) + " ")
                    .strong(Wording.outcome(view, decision.get()))
                    .say(" · ")
                    .time(decision.get().at()));
        }
        Line until = new Line().say("⏰ Until ").time(view.ask().terms().deadline());
        Wording.progress(view).ifPresent(progress -> until.say(" · " + progress + " so far"));
        return List.of(new Line().say("⏳ Needs ").strong(lowerFirst(Wording.needed(view))), until);
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** {@return the pipeline that asks, and who started it} */
    Line whoAsks(ProjectLinks links) {
        Ask ask = view.ask();
        Line line = new Line().strong("Who asks: ");
        String identity = ask.requester().identity();
        String owner = ask.requester().owner();
        if (identity == null) {
            line.say("a pipeline that is not registered: ")
                    .code(ask.requester().workload().toString(), 200);
        } else {
            line.code(identity, NAME).say(" (verified)");
        }
        if (owner != null) {
            line.say(", owned by ").show(owner, NAME);
        }
        line.say(" · run ")
                .link(
                        ask.requester().run().toString(),
                        links.run(ask.requester().run()));
        return startedBy(line);
    }

    private Line startedBy(Line line) {
        Account trigger = view.ask().requester().triggeredBy();
        Optional<Person> person = trigger == null
                ? Optional.empty()
                : view.persons().values().stream()
                        .filter(known -> known.accounts().contains(trigger))
                        .findFirst();
        if (person.isPresent()) {
            return line.say(", started by ").show(person.get().name(), NAME);
        }
        String claimed = Optional.ofNullable(view.ask().change().details().value())
                .map(details -> details.triggeredBy())
                .filter(name -> !name.isBlank())
                .orElse(trigger == null ? "" : trigger.toString());
        return claimed.isEmpty()
                ? line.say(", started by somebody unknown")
                : line.say(", started by ").show(claimed, NAME);
    }

    /** {@return the recorded votes and their reasons} */
    List<Line> votes(int most, int mostReason) {
        return Listing.of(view.request().votes(), most, Noun.VOTE, vote -> vote(vote, mostReason));
    }

    private Line vote(Vote vote, int mostReason) {
        Line line = new Line()
                .say(vote.kind() == Vote.Kind.APPROVE ? "✅ " : "⛔ ")
                .showStrong(view.nameOf(vote.person()), NAME)
                .say(" " + Wording.vote(vote.kind()) + " · ")
                .time(vote.at())
                .say(vote.channel().equals(SlackReviewChannel.KIND) ? "" : " · in ")
                .show(vote.channel().equals(SlackReviewChannel.KIND) ? "" : vote.channel(), 48);
        return vote.reason() == null
                ? line
                : line.say(" · “")
                        .show(vote.reason().or("[erased]"), mostReason)
                        .say("”");
    }

    /** {@return clicks that did not count} */
    List<Line> refused(int most) {
        return Listing.of(view.request().refusedVotes(), most, Noun.CLICK, this::refusal);
    }

    private Line refusal(VoteRefused refused) {
        PersonId person = refused.person();
        return new Line()
                .say("🚫 ")
                .showStrong(person == null ? refused.account().toString() : view.nameOf(person), NAME)
                .say(" clicked without effect: " + Wording.whyExcluded(refused.reason()));
    }

    /** {@return group members who may not decide on this change, and why; those whose click says so already are left out} */
    List<Line> excluded(int most) {
        Set<PersonId> told = view.request().refusedVotes().stream()
                .map(VoteRefused::person)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<Explanation.Excluded> excluded = Wording.approvals(view.explanation()).stream()
                .flatMap(part -> part.excluded().stream())
                .distinct()
                .filter(out -> !told.contains(out.person()))
                .toList();
        return Listing.of(
                excluded,
                most,
                Noun.PERSON,
                out -> new Line()
                        .say("🚫 ")
                        .showStrong(view.nameOf(out.person()), NAME)
                        .say(" may not decide: " + Wording.whyExcluded(out.reason())));
    }

    /** {@return what could not be done although it should have been} */
    List<Line> givenUp() {
        var lines = new ArrayList<Line>();
        view.request().givenUp().stream()
                .limit(3)
                .forEach(lost -> lines.add(new Line()
                        .say("⚠️ ")
                        .strong("Given up: ")
                        .show(lost.effect().replace('_', ' '), NAME)
                        .say(" (")
                        .show(lost.detail(), 200)
                        .say(")")));
        return lines;
    }
}
