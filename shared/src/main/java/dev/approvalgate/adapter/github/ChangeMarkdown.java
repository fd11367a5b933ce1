package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChangeDetails.Checks;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.List;

/** A change in GitHub's Markdown: every text from outside stands in a code span. */
final class ChangeMarkdown {

    private static final int MOST_TEXT = 200;
    private static final int MOST_COMMITS = 50;
    private static final int MOST_PULL_REQUESTS = 30;
    private static final int MOST_FILES = 100;
    private static final int MOST_PATHS = 10;

    private ChangeMarkdown() {}

    static List<String> of(ChangeDetails details, Change change) {
        var paragraphs = new ArrayList<String>();
        paragraphs.add(facts(details, change));
        if (!details.risks().isEmpty()) {
            paragraphs.add("**Look twice**\n\n" + risks(details));
        }
        if (!details.commits().isEmpty()) {
            paragraphs.add("**Commits**\n\n" + commits(details));
        }
        if (!details.pullRequests().isEmpty()) {
            paragraphs.add("**Pull requests**\n\n" + pullRequests(details));
        }
        if (!details.files().isEmpty()) {
            paragraphs.add("**Files**\n\n" + files(details));
        }
        return paragraphs;
    }

    private static String facts(ChangeDetails details, Change change) {
        var lines = new ArrayList<String>();
        Baseline running = details.running().value();
        String proposed = change.binding().commit();
        lines.add("**Running now:** "
                + (running == null
                        ? unknown(details.running())
                        : Wording.brief(running.commit()) + " since " + Wording.time(running.since())));
        lines.add("**Proposed:** " + (proposed == null ? "unknown" : Wording.brief(proposed)) + " on "
                + code(details.ref()));
        lines.add("**Started by:** " + code(details.triggeredBy()) + ", event " + code(details.event()));
        lines.add("**Size:** " + Wording.plural(details.totalCommits(), "commit", "commits") + ", "
                + Wording.plural(details.files().size(), "file", "files") + ", +" + details.additions() + " −"
                + details.deletions());
        lines.add("**Checks:** " + checks(details));
        if (!details.complete()) {
            lines.add("**Incomplete:** not everything could be read or compared; take nothing for absent");
        }
        return MarkdownList.of(lines);
    }

    private static String checks(ChangeDetails details) {
        Checks checks = details.checks().value();
        if (checks == null) {
            return unknown(details.checks());
        }
        String counts = checks.passed() + " passed, " + checks.failed() + " failed, " + checks.pending() + " pending";
        return checks.failing().isEmpty()
                ? counts
                : counts + ": "
                        + String.join(
                                ", ",
                                checks.failing().stream()
                                        .map(ChangeMarkdown::code)
                                        .toList());
    }

    private static String risks(ChangeDetails details) {
        return MarkdownList.of(details.risks().stream()
                .map(risk -> Wording.risk(risk.kind()) + ": " + paths(risk.paths()))
                .toList());
    }

    private static String paths(List<String> paths) {
        String shown = String.join(
                ", ", paths.stream().limit(MOST_PATHS).map(ChangeMarkdown::code).toList());
        return paths.size() > MOST_PATHS ? shown + " and " + (paths.size() - MOST_PATHS) + " more" : shown;
    }

    private static String commits(ChangeDetails details) {
        return MarkdownList.of(
                details.commits().stream()
                        .map(commit -> Wording.brief(commit.id()) + " " + code(commit.title()) + " by "
                                + code(commit.author()) + (commit.verified() ? " (signature verified)" : ""))
                        .toList(),
                MOST_COMMITS,
                details.totalCommits());
    }

    private static String pullRequests(ChangeDetails details) {
        return MarkdownList.of(
                details.pullRequests().stream()
                        .map(pull -> pullRequest(pull, details.isPublic()))
                        .toList(),
                MOST_PULL_REQUESTS,
                details.pullRequests().size());
    }

    private static String pullRequest(ChangeDetails.PullRequest pull, boolean isPublic) {
        String approved = approvals(pull.approvedBy(), isPublic);
        String merged = pull.mergedBy() == null ? "" : ", merged by " + code(pull.mergedBy());
        return "No. " + pull.number() + " " + code(pull.title()) + " by " + code(pull.author()) + ", " + approved
                + merged;
    }

    private static String approvals(List<String> by, boolean isPublic) {
        if (by.isEmpty()) {
            return "approved by nobody";
        }
        return isPublic || by.size() > MOST_PATHS
                ? Wording.plural(by.size(), "approving review", "approving reviews")
                : "approved by "
                        + String.join(
                                ", ", by.stream().map(ChangeMarkdown::code).toList());
    }

    private static String files(ChangeDetails details) {
        return MarkdownList.of(
                details.files().stream()
                        .map(file -> code(file.path()) + " " + code(file.status()) + " +" + file.additions() + " −"
                                + file.deletions())
                        .toList(),
                MOST_FILES,
                details.files().size());
    }

    private static String unknown(Fact<?> fact) {
        return "unknown: " + code(String.valueOf(fact.unknownBecause()));
    }

    private static String code(String text) {
        return Inert.code(text, MOST_TEXT);
    }
}
