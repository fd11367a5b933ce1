package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GitHub's pages may say of reviewers. Where everybody can read them they are counted and never named; elsewhere their names stand in
 * code spans. What is not known to be private counts as public.
 */
final class ShownPeople {

    /** Short enough that {@link Wording} does not cut the code span that a name stands in. */
    private static final int MOST_NAME = 60;

    private final ReviewView view;
    private final boolean named;

    private ShownPeople(ReviewView view, boolean named) {
        this.view = view;
        this.named = named;
    }

    static ShownPeople of(ReviewView view) {
        ChangeDetails details = view.ask().change().details().value();
        boolean named = details != null && !details.isPublic();
        return new ShownPeople(named ? withInertNames(view) : view, named);
    }

    /** {@return the request, with names that have no effect in Markdown} */
    ReviewView view() {
        return view;
    }

    /** {@return whether names and free text may be shown} */
    boolean areNamed() {
        return named;
    }

    String name(PersonId id) {
        return named ? view.nameOf(id) : "a reviewer";
    }

    /** {@return who is still needed, or how it ended} */
    String needed() {
        Optional<Decision> decision = view.request().decision();
        if (decision.isPresent()) {
            return outcome(decision.get());
        }
        return named ? Wording.needed(view) : Wording.neededUnnamed(view);
    }

    /** {@return how it ended, and by whom or by how many} */
    String outcome(Decision decision) {
        if (named) {
            return Wording.outcome(view, decision);
        }
        ReasonCode reason = decision.reason();
        if (!decision.by().isEmpty()) {
            return Wording.by(decision, Wording.plural(decision.by().size(), "reviewer", "reviewers"));
        }
        return Wording.outcome(decision.outcome()) + (reason == null ? "" : ": " + Wording.why(reason));
    }

    /** {@return who took the approval back, in a sentence; empty where nobody has} */
    Optional<String> revoked() {
        return view.request().revoked().map(revoked -> {
            PersonId person = revoked.person();
            return "Revoked by " + (person == null ? Wording.OPERATOR : name(person)) + " at "
                    + Wording.time(revoked.at());
        });
    }

    private static ReviewView withInertNames(ReviewView view) {
        Map<PersonId, Person> persons = new HashMap<>();
        view.persons()
                .forEach((id, person) -> persons.put(
                        id,
                        new Person(id, Inert.code(person.name().replace('`', '\''), MOST_NAME), person.accounts())));
        return new ReviewView(
                view.request(),
                view.explanation(),
                persons,
                view.voteReason(),
                view.emergency(),
                view.reviewers(),
                view.revocable(),
                view.permalinks(),
                view.now());
    }
}
