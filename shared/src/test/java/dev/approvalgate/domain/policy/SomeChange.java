package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Fact;
import java.util.ArrayList;
import java.util.List;

/** Makes what is known of a change: at first a push to main that touches nothing. */
final class SomeChange {

    private final List<ChangeDetails.FileChange> files = new ArrayList<>();
    private final List<ChangeDetails.PullRequest> pulls = new ArrayList<>();
    private final List<ChangeDetails.Risk> risks = new ArrayList<>();
    private String ref = "refs/heads/main";
    private String event = "push";
    private boolean complete = true;

    SomeChange file(String path) {
        return file(path, 1, 0);
    }

    SomeChange file(String path, int additions, int deletions) {
        files.add(new ChangeDetails.FileChange(path, "modified", additions, deletions, null));
        return this;
    }

    SomeChange moved(String from, String to) {
        files.add(new ChangeDetails.FileChange(to, "renamed", 0, 0, from));
        return this;
    }

    SomeChange labels(String... labels) {
        pulls.add(new ChangeDetails.PullRequest(7, "Pay faster", "ada", List.of(), null, List.of(labels)));
        return this;
    }

    SomeChange risk(ChangeDetails.RiskKind kind) {
        risks.add(new ChangeDetails.Risk(kind, List.of("x")));
        return this;
    }

    SomeChange ref(String full) {
        ref = full;
        return this;
    }

    SomeChange event(String name) {
        event = name;
        return this;
    }

    SomeChange incomplete() {
        complete = false;
        return this;
    }

    ChangeDetails build() {
        return new ChangeDetails(
                "acme/payments",
                null,
                false,
                ref,
                "ada",
                event,
                Fact.unknown("first"),
                List.of(),
                0,
                pulls,
                files,
                risks,
                Fact.unknown("none"),
                complete);
    }
}
