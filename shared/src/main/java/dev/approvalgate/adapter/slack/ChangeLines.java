package dev.approvalgate.adapter.slack;

import dev.approvalgate.adapter.slack.Listing.Noun;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChangeDetails.Checks;
import dev.approvalgate.domain.approval.ChangeDetails.Commit;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.gate.BuildClaims;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What would change, as lines. Erased details are said to be erased. */
final class ChangeLines {

    private static final int CAUSE = 200;
    private static final int NAME = 60;

    private final Ask ask;
    private final @Nullable ChangeDetails details;
    private final ProjectLinks links;
    private final int names;

    /** Shows so many of several names or paths in one line. */
    ChangeLines(Ask ask, int names) {
        this.ask = ask;
        this.names = names;
        this.details = ask.change().details().value();
        this.links = ProjectLinks.of(ask, details);
    }

    ProjectLinks links() {
        return links;
    }

    Optional<ChangeDetails> details() {
        return Optional.ofNullable(details);
    }

    /** {@return what runs now and what is proposed, side by side} */
    Line fromTo() {
        Line line = new Line().strong("Change: ");
        running(line);
        line.say("  →  ");
        String commit = ask.change().binding().commit();
        if (commit == null) {
            return line.say("a commit that is unknown");
        }
        line.link(Wording.brief(commit), links.commit(commit));
        if (details == null || details.ref().isEmpty()) {
            return line;
        }
        // A tag can have the name of a branch.
        return line.say(details.ref().startsWith("refs/tags/") ? " on tag " : " on ")
                .code(details.ref().replaceFirst("^refs/(heads|tags)/", ""), 100);
    }

    private void running(Line line) {
        if (details == null) {
            line.say("[erased]");
            return;
        }
        Baseline running = details.running().value();
        if (running == null) {
            line.say("running now is unknown (")
                    .show(cause(details.running()), CAUSE)
                    .say(")");
        } else {
            line.link(Wording.brief(running.commit()), links.commit(running.commit()))
                    .say(" (running since ")
                    .time(running.since())
                    .say(")");
        }
    }

    /** {@return how much changes and by whom} */
    Line extent() {
        Line line = new Line().strong("Extent: ");
        if (details == null) {
            return line.say("[erased]");
        }
        int files = details.files().size();
        line.say((details.complete() ? "" : "at least ")
                + Wording.plural(details.totalCommits(), "commit", "commits") + ", "
                + Wording.plural(files, "file", "files")
                + String.format(Locale.ROOT, ", +%,d −%,d lines", details.additions(), details.deletions()));
        List<String> authors =
                details.commits().stream().map(Commit::author).distinct().toList();
        return authors.isEmpty() ? line : Listing.join(line.say(", by "), authors, names, NAME, false);
    }

    /** {@return the state of the commit's checks} */
    Line checks() {
        Line line = new Line().strong("Checks: ");
        if (details == null) {
            return line.say("[erased]");
        }
        Checks checks = details.checks().value();
        if (checks == null) {
            return line.say("unknown (").show(cause(details.checks()), CAUSE).say(")");
        }
        if (checks.failed() == 0 && checks.pending() == 0) {
            return line.say(checks.passed() == 0 ? "there are none" : "✅ all " + checks.passed() + " passed");
        }
        line.say((checks.failed() > 0 ? "❌ " + checks.failed() + " failed, " : "")
                + (checks.pending() > 0 ? "⏳ " + checks.pending() + " not finished, " : "")
                + checks.passed() + " passed");
        return checks.failing().isEmpty() ? line : Listing.join(line.say(": "), checks.failing(), names, NAME, true);
    }

    /** {@return what deserves a second look; empty where nothing does} */
    List<Line> warnings(int mostPath) {
        var lines = new ArrayList<Line>();
        if (!ask.change().complete()) {
            lines.add(new Line()
                    .say("⚠️ ")
                    .strong("This comparison is incomplete. ")
                    .say("There may be more commits and files than are shown here."));
        }
        for (Risk risk : details == null ? List.<Risk>of() : details.risks()) {
            lines.add(Listing.join(
                    new Line().say("⚠️ ").strong(Wording.risk(risk.kind()) + ": "),
                    risk.paths(),
                    names,
                    mostPath,
                    true));
        }
        return lines;
    }

    List<Line> commits(int most, int mostTitle) {
        return details == null
                ? List.of()
                : Listing.of(
                        details.commits(),
                        details.totalCommits(),
                        most,
                        Noun.COMMIT,
                        commit -> commit(commit, mostTitle));
    }

    Line commit(Commit commit, int mostTitle) {
        return new Line()
                .link(Wording.brief(commit.id()), links.commit(commit.id()))
                .say(" ")
                .show(commit.title(), mostTitle)
                .say(" · ")
                .show(commit.author(), NAME)
                .say(commit.verified() ? " · signature verified" : "");
    }

    List<Line> pullRequests(int most, int mostTitle) {
        return details == null
                ? List.of()
                : Listing.of(details.pullRequests(), most, Noun.PULL_REQUEST, pull -> pullRequest(pull, mostTitle));
    }

    Line pullRequest(PullRequest pull, int mostTitle) {
        Line line = new Line()
                .link("#" + pull.number(), links.pullRequest(pull.number()))
                .say(" ")
                .show(pull.title(), mostTitle)
                .say(" · by ")
                .show(pull.author(), NAME);
        if (pull.approvedBy().isEmpty()) {
            line.say(" · no approving review");
        } else {
            Listing.join(line.say(" · reviewed by "), pull.approvedBy(), names, NAME, false);
        }
        String merger = pull.mergedBy();
        return merger == null ? line : line.say(" · merged by ").show(merger, NAME);
    }

    static Line file(FileChange file, int mostPath) {
        return new Line()
                .code(file.path(), mostPath)
                .say(" ")
                .show(file.status(), 48)
                .say(String.format(Locale.ROOT, " +%,d −%,d", file.additions(), file.deletions()));
    }

    /** {@return what else an approval binds: artifacts, parameters and scopes, where there are any} */
    List<Line> bound(int most, int mostEach) {
        var binding = ask.change().binding();
        List<String> parameters = new TreeMap<>(binding.parameters())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
        var lines = new ArrayList<Line>();
        addBound(lines, "Artifacts: ", binding.artifacts(), most, mostEach);
        addBound(lines, "Parameters: ", parameters, most, mostEach);
        addBound(lines, "Token scopes: ", binding.scopes(), most, mostEach);
        return lines;
    }

    /** {@return what the host says of the build besides, where it says something} */
    List<Line> told(int mostEach) {
        return BuildClaims.told(ask).entrySet().stream()
                .map(fact -> new Line().strong(fact.getKey() + ": ").show(fact.getValue(), mostEach))
                .toList();
    }

    private static void addBound(List<Line> lines, String label, List<String> values, int most, int mostEach) {
        if (!values.isEmpty()) {
            lines.add(Listing.join(new Line().strong(label), values, most, mostEach, true));
        }
    }

    private static String cause(Fact<?> fact) {
        String because = fact.unknownBecause();
        return because == null ? "" : because;
    }
}
