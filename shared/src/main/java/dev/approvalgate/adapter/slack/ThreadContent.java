package dev.approvalgate.adapter.slack;

import dev.approvalgate.adapter.slack.Listing.Noun;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in a request's thread: the details once it is settled, and the reminder before. */
final class ThreadContent {

    private static final int EXPLAINED = 25;
    private static final int EXPLAINED_LINE = 180;
    private static final int COMMITS = 12;
    private static final int PULL_REQUESTS = 5;
    private static final int TITLE = 120;
    private static final int VOTES = 8;
    private static final int NAMES = 3;
    private static final int MENTIONS = 20;

    private ThreadContent() {}

    /** {@return the decision in plain words; less than 12,000 characters} */
    static List<Block> details(ReviewView view) {
        var change = new ChangeLines(view.ask(), NAMES);
        var people = new PeopleLines(view);
        var blocks = new ArrayList<Block>();
        blocks.add(Block.lines(List.of(new Line().strong("Details of this decision"))));
        MessageContent.addLines(blocks, people.state());
        MessageContent.addList(blocks, "Who answered", people.votes(VOTES, TITLE));
        blocks.add(Block.list("What the policy asked for", explained(view, EXPLAINED, EXPLAINED_LINE)));
        MessageContent.addList(blocks, "Commits", change.commits(COMMITS, TITLE));
        MessageContent.addList(blocks, "Pull requests", change.pullRequests(PULL_REQUESTS, TITLE));
        blocks.add(Block.context(
                "Change digest " + view.ask().change().digest(),
                "Policy digest "
                        + view.request()
                                .decision()
                                .map(decision -> decision.policy())
                                .orElse(view.ask().terms().policy())));
        return blocks;
    }

    /** {@return the policy's answer as lines} */
    static List<Line> explained(ReviewView view, int most, int mostLine) {
        List<String> lines = Wording.explain(view.explanation(), view::nameOf);
        return Listing.of(
                lines, most, Noun.LINE, line -> new Line().say(indent(line)).show(line, mostLine));
    }

    /** List items lose spaces at their beginning; no-break spaces of our own stay. */
    private static String indent(String line) {
        return "\u00A0\u00A0".repeat((line.length() - line.stripLeading().length()) / 2);
    }

    /** {@return a reminder that mentions whoever can still answer and has an account in this team} */
    static List<Block> reminder(ReviewView view, String team) {
        List<PersonId> open = Wording.approvals(view.explanation()).stream()
                .filter(part -> part.status() == Explanation.Status.PENDING)
                .flatMap(part -> part.eligible().stream())
                .distinct()
                .toList();
        Line line = new Line().say("⏰ ");
        int mentioned = 0;
        for (PersonId id : open) {
            Optional<String> account = account(view, id, team);
            if (account.isPresent() && mentioned < MENTIONS) {
                line.mention(account.get()).say(" ");
                mentioned++;
            }
        }
        if (open.size() > mentioned) {
            line.say(mentioned == 0 ? "" : "and " + (open.size() - mentioned) + " more ");
        }
        line.say("This request still waits. Needs ")
                .say(Wording.progress(view)
                        .map(progress -> "more than " + progress)
                        .orElse("an answer"))
                .say(", until ")
                .time(view.ask().terms().deadline())
                .say(".");
        return List.of(Block.lines(List.of(line)));
    }

    private static Optional<String> account(ReviewView view, PersonId id, String team) {
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
