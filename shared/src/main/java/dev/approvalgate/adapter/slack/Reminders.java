package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.List;
import java.util.Optional;

/** Lines in a request's thread that mention whoever should act and has an account in this team. */
final class Reminders {

    private static final int MENTIONS = 20;

    private final ReviewView view;
    private final String team;

    Reminders(ReviewView view, String team) {
        this.view = view;
        this.team = team;
    }

    /** {@return that the request still waits, for those who can still answer} */
    Line answer() {
        List<PersonId> open = Wording.approvals(view.explanation()).stream()
                .filter(part -> part.status() == Explanation.Status.PENDING)
                .flatMap(part -> part.eligible().stream())
                .distinct()
                .toList();
        Line line = mentioning("⏰ ", open).say("This request still waits. ");
        Wording.progress(view).ifPresent(progress -> line.say("So far it has " + progress + ". "));
        return line.say("It waits until ").time(view.ask().terms().deadline()).say(".");
    }

    /** {@return that an emergency is to be reviewed, for those who can} */
    Optional<Line> review() {
        return view.request()
                .glass()
                .filter(broken -> view.awaitsReview())
                .map(broken -> mentioning("🔎 ", view.reviewers())
                        .say("Please look at what happened, then press Reviewed above: ")
                        .say(view.isReviewOverdue() ? "it has been due since " : "it is due until ")
                        .time(broken.reviewBy())
                        .say("."));
    }

    private Line mentioning(String sign, List<PersonId> persons) {
        Line line = new Line().say(sign);
        int mentioned = 0;
        for (PersonId id : persons) {
            Optional<String> account = account(id);
            if (account.isPresent() && mentioned < MENTIONS) {
                line.mention(account.get()).say(" ");
                mentioned++;
            }
        }
        return persons.size() > mentioned && mentioned > 0
                ? line.say("and " + (persons.size() - mentioned) + " more ")
                : line;
    }

    private Optional<String> account(PersonId id) {
        return Optional.ofNullable(view.persons().get(id)).map(Person::accounts).stream()
                .flatMap(accounts -> accounts.stream())
                .filter(account ->
                        account.kind() == AccountKind.SLACK && account.realm().equals(team))
                .map(Account::id)
                .filter(account -> account.matches("[UW][A-Z0-9]{1,20}"))
                .sorted()
                .findFirst();
    }
}
