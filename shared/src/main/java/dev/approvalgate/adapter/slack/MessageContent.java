package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request's message without its buttons: what decides first, what explains below. Nothing in it depends on when it is made, but
 * whether a review is overdue. The
 * bounds of all parts add up to less than 11,000 characters and 20 blocks, where Slack takes 13,200 and 50.
 */
final class MessageContent {

    private static final int SERVICE = 60;
    private static final int NAMES = 3;
    private static final int WARNED_PATH = 60;
    private static final int BOUND = 80;
    private static final int TOLD = 120;
    private static final int JUSTIFICATION = 600;
    private static final int COMMITS = 6;
    private static final int PULL_REQUESTS = 4;
    private static final int TITLE = 120;
    private static final int VOTES = 6;
    private static final int REASON = 150;
    private static final int OTHERS = 4;

    private MessageContent() {}

    static List<Block> of(ReviewView view) {
        var people = new PeopleLines(view);
        var change = new ChangeLines(view.ask(), NAMES);
        var blocks = new ArrayList<Block>();
        blocks.add(Block.header(headline(view)));
        blocks.add(Block.lines(people.state()));
        addLines(blocks, RevocationLines.told(view));
        addLines(blocks, new GlassLines(view).told());
        blocks.add(Block.lines(facts(view, people, change)));
        addLines(blocks, change.warnings(WARNED_PATH));
        if (view.request().isPending()) {
            justification(view.ask()).ifPresent(blocks::add);
            addList(blocks, "Commits", change.commits(COMMITS, TITLE));
            addList(blocks, "Pull requests", change.pullRequests(PULL_REQUESTS, TITLE));
        }
        addLines(blocks, people.votes(VOTES, REASON));
        addLines(blocks, people.refused(OTHERS));
        if (view.request().isPending()) {
            addLines(blocks, people.excluded(OTHERS));
        }
        addLines(blocks, people.givenUp());
        blocks.add(smallPrint(view));
        return blocks;
    }

    private static List<Line> facts(ReviewView view, PeopleLines people, ChangeLines change) {
        var facts = new ArrayList<Line>();
        facts.add(people.whoAsks(change.links()));
        change.details()
                .ifPresent(details -> facts.add(new Line()
                        .strong("Project: ")
                        .show(details.project(), 100)
                        .say(details.event().isEmpty() ? "" : " · on ")
                        .show(details.event(), 48)));
        facts.add(change.fromTo());
        if (view.request().isPending()) {
            facts.add(change.extent());
            facts.add(change.checks());
            facts.addAll(change.bound(NAMES, BOUND));
            facts.addAll(change.told(TOLD));
        }
        return facts;
    }

    private static Optional<Block> justification(Ask ask) {
        return Optional.ofNullable(ask.justification())
                .map(words -> Block.quote(
                        "Why, in the requester's words",
                        new Line().show(blankAsDash(words.or("[erased]")), JUSTIFICATION)));
    }

    static String blankAsDash(String text) {
        return text.isBlank() ? "—" : text;
    }

    /** {@return the request in one line, such as {@code Deploy payments → production}} */
    static String headline(ReviewView view) {
        String what = what(view.ask());
        Optional<Decision> decision = view.request().decision();
        if (view.request().revoked().isPresent()) {
            return "⛔ " + Wording.REVOKED + ": " + what;
        }
        return decision.map(end -> Icons.of(end.outcome()) + " " + Wording.outcome(end.outcome()) + ": " + what)
                .orElse(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1));
    }

    private static String what(Ask ask) {
        return ask.action().name() + " " + VisibleText.line(ask.service(), SERVICE) + " → "
                + VisibleText.line(ask.environment().display(), SERVICE);
    }

    private static Block smallPrint(ReviewView view) {
        Ask ask = view.ask();
        String rule = ask.terms().rule();
        return Block.context(
                "Request " + ask.id() + " · change " + ask.change().digest().prefix()
                        + (rule == null ? "" : " · rule " + VisibleText.line(rule, SERVICE))
                        + " · asked " + Wording.time(ask.terms().openedAt()));
    }

    static void addLines(List<Block> blocks, List<Line> lines) {
        if (!lines.isEmpty()) {
            blocks.add(Block.lines(lines));
        }
    }

    static void addList(List<Block> blocks, String title, List<Line> lines) {
        if (!lines.isEmpty()) {
            blocks.add(Block.list(title, lines));
        }
    }
}
