package dev.approvalgate.server.github;

import static dev.approvalgate.server.github.Reading.had;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import dev.approvalgate.gate.work.RetryLater;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change is, read from the stand-in over HTTP. */
class ChangeTest {

    private final Bench bench = new Bench();
    private final Commit running = bench.repo.commit(bench.author, "Runs", FileEdit.put("a.txt", "a\n"));

    @AfterEach
    void stop() {
        bench.close();
    }

    private Facts read(Job job, Optional<Commit> baseline) {
        return new Reading(bench).of(job, baseline);
    }

    private Facts readSince(Job job) {
        return read(job, Optional.of(running));
    }

    @Test
    void aMergedPullRequestIsReadInFull() {
        bench.repo.commitTo(
                "feature", bench.author, "Write it\n\nBody", FileEdit.put("src/New.java", "class New {}\n"));
        var pull = bench.repo.pull("feature", bench.author, "A feature");
        pull.label("urgent", "database")
                .review(bench.approver, "CHANGES_REQUESTED")
                .review(bench.approver, "APPROVED")
                .review(bench.other, "COMMENTED");
        Commit merge = pull.merge(bench.other);
        bench.repo.check(merge.sha(), "tests", "success");
        bench.repo.check(merge.sha(), "lint", "failure");
        bench.repo.status(merge.sha(), "old-ci", "pending", bench.bot);

        Facts facts = readSince(bench.deploy(merge));

        ChangeDetails details = facts.details();
        assertThat(facts.commit()).isEqualTo(merge.sha());
        assertThat(facts.definition()).isEqualTo(Sha256.of("on: push\n"));
        assertThat(details.complete()).isTrue();
        assertThat(details.project()).isEqualTo("acme/payments");
        assertThat(details.totalCommits()).isEqualTo(2);
        assertThat(details.commits())
                .extracting(ChangeDetails.Commit::id)
                .first()
                .isEqualTo(merge.sha());
        assertThat(details.commits()).extracting(ChangeDetails.Commit::title).contains("Write it");
        assertThat(details.pullRequests()).singleElement().satisfies(read -> {
            assertThat(read.title()).isEqualTo("A feature");
            assertThat(read.approvedBy()).containsExactly("approver-1");
            assertThat(read.mergedBy()).isEqualTo("approver-2");
            assertThat(read.labels()).containsExactly("urgent", "database");
        });
        assertThat(details.files()).extracting(ChangeDetails.FileChange::path).containsExactly("src/New.java");
        assertThat(details.checks().value()).isEqualTo(new ChangeDetails.Checks(1, 1, 1, List.of("lint")));
        assertThat(facts.contributors())
                .contains(
                        had(Role.TRIGGER, bench.author),
                        had(Role.AUTHOR, bench.author),
                        had(Role.PULL_REQUEST_AUTHOR, bench.author),
                        had(Role.MERGER, bench.other))
                .doesNotContain(had(Role.AUTHOR, bench.approver), had(Role.PUSHER, bench.other));
    }

    @Test
    void threat03_whoeverHadAHandInItIsNamedWhoeverTriggersTheRun() {
        Commit change =
                bench.repo.commit(bench.approver, "Change the pipeline", FileEdit.put(Bench.WORKFLOW, "on: [push]\n"));
        Run run = bench.github.startRun(bench.repo, Bench.WORKFLOW, change.sha(), bench.bot);
        Facts facts = readSince(run.job("deploy", Bench.ENVIRONMENT));
        assertThat(facts.contributors())
                .contains(
                        had(Role.TRIGGER, bench.bot),
                        had(Role.AUTHOR, bench.approver),
                        had(Role.PIPELINE_CHANGER, bench.approver));
        assertThat(facts.details().risks()).extracting(ChangeDetails.Risk::kind).containsExactly(RiskKind.PIPELINE);
        assertThat(facts.details().complete()).isTrue();
    }

    @Test
    void threat33_aForgedEMailLeavesAnUnknownAuthorAndTheMergerCounts() {
        bench.repo.commitAs(
                "feature", "Somebody", "nobody@example.com", null, "Write it", FileEdit.put("b.txt", "b\n"));
        Commit merge = bench.repo.pull("feature", bench.other, "Innocent").merge(bench.approver);
        Facts facts = readSince(bench.deploy(merge));
        assertThat(facts.contributors())
                .contains(
                        new Contributor(Role.AUTHOR, null, false),
                        had(Role.PULL_REQUEST_AUTHOR, bench.other),
                        had(Role.MERGER, bench.approver));
    }

    @Test
    void threat33_whoeverPushedCountsWhateverTheCommitsSay() {
        bench.repo.commitAs("feature", "author", "a@example.com", bench.author, "Forged", FileEdit.put("b.txt", "b\n"));
        bench.repo.pushed("feature", bench.other);
        bench.repo.commitTo("feature", bench.author, "On top of it", FileEdit.put("c.txt", "c\n"));
        Commit merge = bench.repo.pull("feature", bench.author, "Innocent").merge(bench.approver);
        bench.repo.commitAs("main", "author", "a@example.com", bench.author, "Direct", FileEdit.put("d.txt", "d\n"));
        bench.repo.pushed("main", bench.bot);

        Facts facts = readSince(bench.deploy(bench.repo.commit(bench.author, "Last", FileEdit.put("e.txt", "e\n"))));

        assertThat(merge.parents()).hasSize(2);
        assertThat(facts.contributors())
                .contains(had(Role.PUSHER, bench.other), had(Role.PUSHER, bench.bot), had(Role.MERGER, bench.approver))
                .doesNotContain(had(Role.PUSHER, bench.approver));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void threat33_whereGitHubShowsNoRecordOfPushesTheChangeIsIncomplete(int status) {
        Job job = bench.deploy();
        bench.failOnce("/activity", Answer.json(status, "{}"));
        Facts facts = readSince(job);
        assertThat(facts.details().complete()).isFalse();
        assertThat(facts.contributors()).as("the rest is read all the same").contains(had(Role.AUTHOR, bench.author));
    }

    @Test
    void threat33_aPusherBehindAHundredOthersLeavesTheChangeIncomplete() {
        bench.repo.commitAs("main", "author", "a@example.com", bench.author, "Forged", FileEdit.put("d.txt", "d\n"));
        bench.repo.pushed("main", bench.other);
        for (int i = 0; i < 97; i++) {
            bench.repo.pushed("main", bench.bot);
        }
        Facts whole = readSince(bench.deploy());
        bench.repo.pushed("main", bench.bot);
        Facts cut = readSince(bench.deploy());

        assertThat(whole.contributors()).contains(had(Role.PUSHER, bench.other));
        assertThat(whole.details().complete()).isTrue();
        assertThat(cut.contributors()).doesNotContain(had(Role.PUSHER, bench.other));
        assertThat(cut.details().complete()).isFalse();
    }

    @Test
    void aLongRecordThatGoesBackToWhatRunsIsEnough() {
        for (int i = 0; i < 120; i++) {
            bench.repo.pushed("main", bench.bot);
        }
        Facts facts = readSince(bench.deploy(bench.repo.commit(bench.author, "Last", FileEdit.put("e.txt", "e\n"))));
        assertThat(facts.details().complete()).isTrue();
    }

    @Test
    void aLongRecordOfABranchThatOtherChangesCameByBeforeIsEnough() {
        bench.repo.commitTo("develop", bench.author, "First", FileEdit.put("f.txt", "f\n"));
        for (int i = 0; i < 120; i++) {
            bench.repo.pushed("develop", bench.author);
        }
        Commit first = bench.repo.pull("develop", bench.author, "First").merge(bench.other);
        bench.repo.commitTo("develop", bench.author, "Second", FileEdit.put("g.txt", "g\n"));
        Commit second = bench.repo.pull("develop", bench.author, "Second").merge(bench.other);

        Facts facts = read(bench.deploy(second), Optional.of(first));

        assertThat(facts.details().complete()).isTrue();
    }

    @Test
    void aFileThatWasMovedIsKnownByBothItsPaths() {
        Commit commit = bench.repo.commit(bench.author, "Move", FileEdit.move("a.txt", ".env.txt", "a\n"));
        ChangeDetails details = readSince(bench.deploy(commit)).details();
        assertThat(details.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(".env.txt");
            assertThat(file.status()).isEqualTo("renamed");
            assertThat(file.previousPath()).isEqualTo("a.txt");
        });
    }

    @Test
    void aStrangersPullRequestOfAForkBringsNothing() {
        Commit commit = bench.repo.commit(bench.author, "Next", FileEdit.put("d.txt", "d\n"));
        Job job = bench.deploy(commit);
        bench.failOnce("/commits/" + commit.sha() + "/pulls", Answer.json(200, """
                        [{"number": 77, "merged_at": null, "user": {"id": 666, "login": "stranger", "type": "User"},
                          "head": {"ref": "main", "repo": {"id": 999}},
                          "base": {"ref": "old", "repo": {"id": 4242, "default_branch": "main"}}}]"""));
        Facts facts = readSince(job);
        assertThat(facts.details().pullRequests()).isEmpty();
        assertThat(facts.details().complete()).isTrue();
        assertThat(facts.contributors()).allMatch(contributor -> contributor.account() != null);
    }

    @Test
    void threat33_aPullRequestMergedElsewhereHidesNoMerger() {
        bench.repo.commitTo("feature", bench.author, "Write it", FileEdit.put("b.txt", "b\n"));
        Commit merge = bench.repo.pull("feature", bench.author, "A feature").merge(bench.other);
        Commit last = bench.repo.commit(bench.author, "Next", FileEdit.put("d.txt", "d\n"));
        Job job = bench.deploy(last);
        String elsewhere = """
                {"number": 77, "title": "Elsewhere", "merged_at": "2026-01-01T00:00:00Z", "merge_commit_sha": "%s",
                 "user": {"id": 1001, "login": "author", "type": "User"}, "merged_by": null,
                 "head": {"ref": "main", "repo": {"id": 4242}},
                 "base": {"ref": "throwaway", "repo": {"id": 4242, "default_branch": "main"}}}""".formatted(last.sha());
        bench.failOnce("/commits/" + last.sha() + "/pulls", Answer.json(200, "[" + elsewhere + "]"));
        bench.failOnce("/pulls/77", Answer.json(200, elsewhere));
        bench.failOnce("/pulls/77/reviews", Answer.json(200, "[]"));
        bench.failOnce(
                "/pulls/77/commits",
                Answer.json(
                        200,
                        "[{\"sha\": \"" + merge.sha() + "\"}, {\"sha\": \""
                                + merge.parents().get(1) + "\"}]"));
        assertThat(readSince(job).contributors()).contains(had(Role.MERGER, bench.other));
    }

    @Test
    void aHostThatAnswersSlowlyMakesTheComparisonIncomplete() {
        Commit last = running;
        for (int i = 0; i < 5; i++) {
            last = bench.repo.commit(bench.author, "Step " + i, FileEdit.put("n.txt", i + "\n"));
        }
        Job job = bench.deploy(last);
        bench.github.server().intercept(new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                if (call.path().endsWith("/pulls")) {
                    bench.clock.step(Duration.ofSeconds(40));
                }
                return Optional.empty();
            }
        });
        assertThat(readSince(job).details().complete()).isFalse();
        assertThat(bench.calls("GET", "/pulls")).isEqualTo(2);
    }

    @Test
    void coAuthorsAreTakenAtTheirAuthorsWord() {
        Commit commit = bench.repo.commit(
                bench.author,
                "Pair up\n\nCo-authored-by: Two <1003+approver-2@users.noreply.github.com>\nCo-Authored-By: X <x@example.com>",
                FileEdit.put("c.txt", "c\n"));
        assertThat(readSince(bench.deploy(commit)).contributors())
                .contains(had(Role.AUTHOR, bench.other), new Contributor(Role.AUTHOR, null, false));
    }

    @Test
    void threat38_aHugeComparisonIsIncomplete() {
        var edits = new ArrayList<FileEdit>();
        for (int i = 0; i < 301; i++) {
            edits.add(FileEdit.put("generated/" + i + ".txt", "x\n"));
        }
        edits.add(FileEdit.put("zz/infra/main.tf", "x\n"));
        Commit commit = bench.repo.commit(bench.author, "Generate", edits.toArray(FileEdit[]::new));
        ChangeDetails details = readSince(bench.deploy(commit)).details();
        assertThat(details.files()).hasSize(300);
        assertThat(details.complete()).isFalse();
    }

    @Test
    void manyCommitsAreCountedAndTheNewestShown() {
        Commit last = running;
        for (int i = 0; i < 130; i++) {
            last = bench.repo.commitAs(
                    "feature",
                    "author",
                    "author@example.com",
                    bench.author,
                    "Step " + i,
                    FileEdit.put("n.txt", i + "\n"));
        }
        bench.repo.pushed("feature", bench.author);
        Commit merge = bench.repo.pull("feature", bench.author, "Many").merge(bench.other);
        ChangeDetails details = readSince(bench.deploy(merge)).details();
        assertThat(details.totalCommits()).isEqualTo(131);
        assertThat(details.commits()).hasSize(100);
        assertThat(details.commits().get(0).id()).isEqualTo(merge.sha());
        assertThat(details.commits().get(1).id()).isEqualTo(last.sha());
        assertThat(details.complete()).isTrue();
        assertThat(bench.calls("GET", "/pulls")).isLessThan(5);
    }

    @Test
    void withoutABaselineTheHeadIsShownAndTheRestUnknown() {
        Facts facts = read(bench.deploy(), Optional.empty());
        assertThat(facts.details().running().isKnown()).isFalse();
        assertThat(facts.details().commits())
                .singleElement()
                .satisfies(c -> assertThat(c.title()).isEqualTo("Change the app"));
        assertThat(facts.details().complete()).isFalse();
    }

    @Test
    void threat32_aDeploymentInGitHubIsNoBaseline() {
        // Anybody with write access can make GitHub say that something is deployed; the stand-in even records this one.
        bench.deploy(running);
        Commit next = bench.repo.commit(bench.author, "Next", FileEdit.put("d.txt", "d\n"));
        Facts facts = read(bench.deploy(next), Optional.empty());
        assertThat(facts.details().running().isKnown()).isFalse();
        assertThat(bench.calls("GET", "/deployments")).isZero();
    }

    @Test
    void goingBackIsIncomplete() {
        Commit newer = bench.repo.commit(bench.author, "Newer", FileEdit.put("e.txt", "e\n"));
        ChangeDetails details = read(bench.deploy(running), Optional.of(newer)).details();
        assertThat(details.commits()).isEmpty();
        assertThat(details.complete()).isFalse();
    }

    @Test
    void aMissingFactIsUnknownAndSaysWhy() {
        Job job = bench.deploy();
        bench.failOnce("/status", Answer.json(403, "{\"message\":\"Resource not accessible by integration\"}"));
        bench.failOnce("/contents/.github/workflows/deploy.yml", Answer.json(404, "{}"));
        Facts facts = readSince(job);
        assertThat(facts.definition()).isNull();
        assertThat(facts.details().checks().unknownBecause()).contains("permit");
    }

    @Test
    void limitsAndFailuresAreTriedAgain() {
        Job job = bench.deploy();
        bench.failOnce("/check-runs", Answer.json(403, "{}").with("Retry-After", "17"));
        assertThatThrownBy(() -> readSince(job)).isInstanceOfSatisfying(RetryLater.class, e -> {
            assertThat(e.reason()).isEqualTo(ReasonCode.CHANGE_UNREADABLE);
            assertThat(e.after()).isEqualTo(Duration.ofSeconds(17));
        });
        bench.failOnce("/check-runs", Answer.json(503, "{}"));
        assertReason(job, ReasonCode.CHANGE_UNREADABLE);
    }

    @Test
    void aConnectionThatBreaksOnceIsRepairedByTheClient() {
        Job job = bench.deploy();
        bench.failOnce("/check-runs", Answer.dropped());
        assertThat(readSince(job).details().checks().isKnown()).isTrue();
    }

    @Test
    void hugeAndDeepAnswersAreRefused() {
        Job job = bench.deploy();
        bench.failOnce("/check-runs", Answer.json(200, "\"" + "x".repeat(9 * 1024 * 1024) + "\""));
        assertReason(job, ReasonCode.CHANGE_UNREADABLE);
        bench.failOnce("/check-runs", Answer.json(200, "[".repeat(1000) + "]".repeat(1000)));
        assertReason(job, ReasonCode.CHANGE_UNREADABLE);
    }

    private void assertReason(Job job, ReasonCode reason) {
        assertThatThrownBy(() -> readSince(job))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
