package dev.approvalgate.adapter.cel;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.ConditionInput;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a condition is put to in tests: a change of two files on the main branch, on a Monday. */
final class Asked {

    private static final WorkloadKey WORKLOAD = new WorkloadKey("https://issuer.example", "4242", "deploy.yml");
    private static final Instant MONDAY = Instant.parse("2026-11-30T23:30:00Z");

    private List<FileChange> files = List.of(
            new FileChange("src/Pay.java", "modified", 3, 1, null),
            new FileChange("docs/new.md", "renamed", 0, 0, "docs/old.md"));
    private String ref = "refs/heads/main";
    private int totalCommits = 1;
    private @Nullable String commit = "c".repeat(40);
    private boolean complete = true;
    private boolean erased;
    private @Nullable Personal<String> justification = Personal.of("PAY-12");

    static Asked usual() {
        return new Asked();
    }

    Asked files(List<FileChange> changed) {
        this.files = changed;
        return this;
    }

    Asked ref(String full) {
        this.ref = full;
        return this;
    }

    Asked commit(@Nullable String id) {
        this.commit = id;
        return this;
    }

    Asked incomplete() {
        this.complete = false;
        return this;
    }

    Asked erased() {
        this.erased = true;
        return this;
    }

    Asked justification(@Nullable Personal<String> why) {
        this.justification = why;
        return this;
    }

    ConditionInput input() {
        var binding = new ChangeBinding(
                WORKLOAD,
                Action.DEPLOY,
                new Run("7", 1),
                Environment.of("Production"),
                commit,
                null,
                List.of("sha256:aa"),
                Map.of("region", "eu"),
                List.of("deploy:payments"));
        var change = new Change(
                binding,
                binding.digest(),
                List.of(
                        Changes.author(Roles.github(Roles.AUTHOR)),
                        Changes.author(Roles.github(Roles.AUTHOR)),
                        Changes.author(null)),
                complete,
                new Personal<>(erased ? null : details()),
                Ownership.none());
        var identity = new RegisteredIdentity(
                "payments-deploy",
                WORKLOAD,
                Map.of(),
                "payments",
                RegisteredIdentity.State.ACTIVE,
                Set.of(Action.DEPLOY),
                Set.of(Environment.of("production")),
                Set.of(),
                null);
        return new ConditionInput(
                identity, new Proposal(change, Map.of("ref", ref), justification, MONDAY, Assurance.SERVER), MONDAY);
    }

    /** There are so many commits, of which one is shown. */
    Asked totalCommits(int all) {
        totalCommits = all;
        return this;
    }

    private ChangeDetails details() {
        ChangeDetails usual = Changes.details(complete);
        return new ChangeDetails(
                usual.project(),
                usual.url(),
                false,
                ref,
                usual.triggeredBy(),
                usual.event(),
                usual.running(),
                usual.commits(),
                totalCommits,
                List.of(new PullRequest(9, "Pay faster", "author", List.of("grace"), null, List.of("urgent", "db"))),
                files,
                List.of(new Risk(RiskKind.MIGRATION, List.of("db/1.sql"))),
                Fact.unknown("not looked at"),
                complete);
    }
}
