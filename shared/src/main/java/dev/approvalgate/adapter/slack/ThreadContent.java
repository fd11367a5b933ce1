package dev.approvalgate.adapter.slack;

import dev.approvalgate.adapter.slack.Listing.Noun;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;

/** What stands in a request's thread once it is settled. */
final class ThreadContent {

    private static final int EXPLAINED = 25;
    private static final int EXPLAINED_LINE = 180;
    private static final int COMMITS = 12;
    private static final int PULL_REQUESTS = 5;
    private static final int TITLE = 120;
    private static final int VOTES = 8;
    private static final int NAMES = 3;

    private ThreadContent() {}

    /** {@return the decision in plain words; less than 12,000 characters} */
    static List<Block> details(ReviewView view, String team) {
        var change = new ChangeLines(view.ask(), NAMES);
        var people = new PeopleLines(view);
        var blocks = new ArrayList<Block>();
        blocks.add(Block.lines(List.of(new Line().strong("Details of this decision"))));
        MessageContent.addLines(blocks, people.state());
        MessageContent.addLines(blocks, RevocationLines.told(view));
        MessageContent.addLines(blocks, new GlassLines(view).told());
        MessageContent.addLines(
                blocks, new Reminders(view, team).review().stream().toList());
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
        List<String> lines =
                Wording.explain(view.explanation(), view::nameOf, view.request().isPending());
        return Listing.of(
                lines,
                most,
                Noun.LINE,
                line -> new Line().show(line.strip(), mostLine).at(depth(line)));
    }

    /** Two spaces for each level. */
    private static int depth(String line) {
        return (line.length() - line.stripLeading().length()) / 2;
    }
}
