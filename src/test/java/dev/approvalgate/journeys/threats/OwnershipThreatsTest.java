package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Run;
import dev.approvalgate.server.sandbox.github.RunSpec;
import dev.approvalgate.server.sandbox.github.Team;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on who must agree: through what the repository says of itself, and through what GitHub is made to say. */
class OwnershipThreatsTest {

    private static final String POLICY = ".github/approval-gate.yml";

    private static final String TWO_PERSONS = """
            version: 1
            tighten:
              - id: two-persons
                persons: 2
            """;

    private static final String TWO_FOR_DATABASES = """
            version: 1
            tighten:
              - id: database
                paths: ["db/**"]
                persons: 2
            """;

    @TempDir
    Path folder;

    private Scene running() {
        return Scene.running(folder, Settings.USUAL);
    }

    private static Commit commit(Scene scene, FileEdit... edits) {
        return scene.repo().commit(Someone.AUTHOR.github(), "Change some files", edits);
    }

    /** Lets a commit in, so that it is what runs. */
    private static void letIn(Scene scene, Commit commit, Someone... approvers) {
        Deployment deployment = scene.deploy(commit, "production");
        for (Someone approver : approvers) {
            scene.approve(approver, deployment);
        }
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        scene.tokenFor(deployment.job());
    }

    /** One says yes, which counts and is not enough; then the other does. */
    private static void needsBoth(Scene scene, Deployment deployment, Someone first, Someone second) {
        long before = votes(scene);
        scene.approve(first, deployment);
        Scene.eventually().until(() -> votes(scene) == before + 1);
        assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
        scene.approve(second, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
    }

    private static long votes(Scene scene) {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains("vote.recorded"))
                .count();
    }

    @Test
    void threat37_whoChangesCodeownersNeedsTheOwnersBeforeAndAfter() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL,
                        policy -> policy.with("approvals", "{ code_owners: { unowned: [payments-team] } }"))
                .start()) {
            letIn(scene, commit(scene, FileEdit.put("CODEOWNERS", "* @approver-1\n")), Someone.APPROVER_1);

            Commit takeover = commit(scene, FileEdit.put("CODEOWNERS", "* @approver-2\n"));

            needsBoth(scene, scene.deploy(takeover, "production"), Someone.APPROVER_2, Someone.APPROVER_1);
        }
    }

    @Test
    void threat37_whoDeletesTheRepositorysPolicyIsHeldToItOnceMore() {
        try (Scene scene = running()) {
            letIn(scene, commit(scene, FileEdit.put(POLICY, TWO_PERSONS)), Someone.APPROVER_1, Someone.APPROVER_2);

            Commit looser = commit(scene, FileEdit.delete(POLICY));

            needsBoth(scene, scene.deploy(looser, "production"), Someone.APPROVER_1, Someone.APPROVER_2);
        }
    }

    @Test
    void threat37_aRepositorysPolicyThatTriesToLoosenIsNoPolicy() {
        try (Scene scene = running()) {
            Commit commit = commit(scene, FileEdit.put(POLICY, TWO_PERSONS + "    auto_approve: everything\n"));

            Deployment deployment = scene.deploy(commit, "production");

            scene.waitFor(deployment.job(), JobState.FAILED);
            assertThat(scene.ledger()).contains("repository_policy_invalid");
        }
    }

    @Test
    void threat24_aBranchWithoutTheRepositorysPolicyDoesNotEscapeIt() {
        try (Scene scene = running()) {
            Commit branch = scene.repo()
                    .commitTo("feature", Someone.AUTHOR.github(), "On a branch", FileEdit.put("src/x.txt", "x\n"));
            commit(scene, FileEdit.put(POLICY, TWO_PERSONS));

            Run run = scene.github()
                    .startRun(
                            scene.repo(),
                            RunSpec.push(Scene.WORKFLOW, branch.sha(), Someone.AUTHOR.github())
                                    .branch("feature"));
            var deployment = new Deployment(branch.message(), run, run.job("deploy", "production"));

            needsBoth(scene, deployment, Someone.APPROVER_1, Someone.APPROVER_2);
        }
    }

    @Test
    void threat38_whatIsHiddenInAHugeComparisonIsTakenForTouched() {
        try (Scene scene = running()) {
            letIn(
                    scene,
                    commit(scene, FileEdit.put(POLICY, TWO_FOR_DATABASES)),
                    Someone.APPROVER_1,
                    Someone.APPROVER_2);
            List<FileEdit> edits = new ArrayList<>();
            for (int i = 0; i < 301; i++) {
                edits.add(FileEdit.put("a/" + i + ".txt", "x\n"));
            }
            edits.add(FileEdit.put("db/V1.sql", "drop table payments;\n"));

            Deployment huge = scene.deploy(commit(scene, edits.toArray(FileEdit[]::new)), "production");

            needsBoth(scene, huge, Someone.APPROVER_1, Someone.APPROVER_2);
        }
    }

    @Test
    void threat38_aChangeThatIsPaddedAsksEveryCodeOwner() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL,
                        policy -> policy.with("approvals", "{ code_owners: { unowned: [payments-team] } }"))
                .start()) {
            letIn(scene, commit(scene, FileEdit.put("CODEOWNERS", "/db/ @approver-2\n")), Someone.APPROVER_2);
            List<FileEdit> edits = new ArrayList<>();
            for (int i = 0; i < 301; i++) {
                edits.add(FileEdit.put("a/" + i + ".txt", "x\n"));
            }
            edits.add(FileEdit.put("db/V1.sql", "drop table payments;\n"));

            Deployment padded = scene.deploy(commit(scene, edits.toArray(FileEdit[]::new)), "production");

            needsBoth(scene, padded, Someone.APPROVER_1, Someone.APPROVER_2);
        }
    }

    @Test
    void threat33_whoPushesUnderAnothersNameMayNotApprove() {
        try (Scene scene = running()) {
            Commit forged = scene.repo()
                    .commitAs(
                            "main",
                            "author",
                            "author@example.com",
                            Someone.AUTHOR.github(),
                            "Innocent",
                            FileEdit.put("src/x.txt", "x\n"));
            scene.repo().pushed("main", Someone.APPROVER_1.github());
            Deployment deployment = scene.deploy(forged, "production");

            scene.approve(Someone.APPROVER_1, deployment);

            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_1)).containsIgnoringCase("hand in");
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);
            scene.approve(Someone.APPROVER_2, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        }
    }

    @Test
    void threat19_aCodeOwnerWhoMayNoLongerWriteDoesNotCountAndVoidsTheVote() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL,
                        policy -> policy.with("approvals", "{ code_owners: { unowned: [payments-team] } }"))
                .start()) {
            letIn(scene, commit(scene, FileEdit.put("CODEOWNERS", "* @approver-1 @approver-2\n")), Someone.APPROVER_1);
            Deployment deployment = scene.deploy(commit(scene, FileEdit.put("src/x.txt", "x\n")), "production");
            scene.waitForMessage(deployment);
            scene.repo().role(Someone.APPROVER_1.github(), "read");
            long before = votes(scene);

            scene.approve(Someone.APPROVER_1, deployment);
            Scene.eventually().untilAsserted(() -> assertThat(scene.ledger()).contains("voter_not_in_group"));
            assertThat(votes(scene)).isEqualTo(before);
            scene.approve(Someone.APPROVER_2, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.repo().role(Someone.APPROVER_2.github(), "read");

            Reply reply = scene.exchange(scene.identityToken(deployment.job()));
            assertThat(reply.text("error")).as(reply.body()).isEqualTo("access_denied");
            assertThat(reply.body()).contains("approval_void");
        }
    }

    @Test
    void threat19_whoLeavesTheTeamAtGitHubVoidsTheVote() {
        long organization;
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy)) {
            organization = scene.repo().owner().id();
            Team team = scene.github().team(scene.repo().owner(), 77, "release").add(Someone.ON_CALL.github());
            scene.restartWith(policy -> policy.with(
                    "group", "{ github_teams: [%s/%d/%d] }".formatted(policy.realm(), organization, team.id())));
            Deployment deployment = scene.deploy();
            scene.approve(Someone.ON_CALL, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);

            team.remove(Someone.ON_CALL.github());
            Reply reply = scene.exchange(scene.identityToken(deployment.job()));

            assertThat(reply.text("error")).as(reply.body()).isEqualTo("access_denied");
            assertThat(reply.body()).contains("approval_void");
        }
    }
}
