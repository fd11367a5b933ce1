package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.gate.BuildClaims;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer reads on a page of the controller, line by line. What comes from commits and scripts is made visible, and the page
 * escapes it; nothing of it is mark-up.
 */
public final class PanelText {

    private static final int MOST_COMMITS = 20;
    private static final int MOST_FILES = 50;
    private static final int MOST_LINE = 300;
    private static final int MOST_CLAIM = 1000;

    private PanelText() {}

    /** {@return the text; its hash is what a vote says it has seen} */
    static String of(ReviewView view) {
        return String.join("\n", lines(view));
    }

    /** {@return the text in lines} */
    public static List<String> lines(ReviewView view) {
        Ask ask = view.ask();
        ChangeBinding binding = ask.change().binding();
        var lines = new ArrayList<String>();
        lines.add(shown(ask.requester().workload().projectId()) + " asks to "
                + ask.action().name() + " " + shown(ask.service()) + " to "
                + ask.environment().display());
        if (ask.justification() != null) {
            lines.add(
                    "Why, in the pipeline's words: " + shown(ask.justification().value()));
        }
        lines.add("Build " + BuildName.number(binding.run().id()) + ", definition "
                + (binding.definition() == null
                        ? "unknown"
                        : binding.definition().prefix()));
        lines.add("Commit: " + (binding.commit() == null ? "unknown" : binding.commit()));
        BuildClaims.told(ask).forEach((label, text) -> lines.add(label + ": " + VisibleText.line(text, MOST_CLAIM)));
        binding.artifacts().forEach(artifact -> lines.add("Artifact: " + shown(artifact)));
        binding.parameters().forEach((name, value) -> lines.add("Parameter " + shown(name) + ": " + shown(value)));
        lines.add("Scopes: " + (binding.scopes().isEmpty() ? "none" : shown(String.join(", ", binding.scopes()))));
        ChangeDetails details = ask.change().details().value();
        if (details != null) {
            change(lines, details);
        }
        lines.add("Change digest: " + ask.change().digest().hex());
        return lines;
    }

    private static void change(List<String> lines, ChangeDetails details) {
        lines.add("Ref: " + (details.ref().isEmpty() ? "unknown" : shown(details.ref())));
        ChangeDetails.Baseline running = details.running().value();
        lines.add("Running now: "
                + (running == null
                        ? "unknown (" + shown(details.running().unknownBecause()) + ")"
                        : running.commit() + " since " + Wording.time(running.since())));
        lines.add("Started by: " + shown(details.triggeredBy()) + " (" + shown(details.event()) + ")");
        if (!details.complete()) {
            lines.add("The change could not be read in full: treat what is listed as a part of it");
        }
        details.commits().stream()
                .limit(MOST_COMMITS)
                .forEach(commit -> lines.add("Commit " + Wording.brief(commit.id()) + ": " + shown(commit.title())
                        + " — " + shown(commit.author()) + " (as the commit says)"));
        more(lines, details.commits().size() - MOST_COMMITS, "commit");
        details.files().stream().limit(MOST_FILES).forEach(file -> lines.add("File: " + shown(file.path())));
        more(lines, details.files().size() - MOST_FILES, "file");
    }

    private static void more(List<String> lines, int left, String what) {
        if (left > 0) {
            lines.add(Wording.plural(left, "more " + what, "more " + what + "s"));
        }
    }

    private static String shown(@Nullable String text) {
        return text == null ? "erased" : VisibleText.line(text, MOST_LINE);
    }
}
