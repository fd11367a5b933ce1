package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.CheckRuns;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviewers who live in GitHub vote on the commit's check run; Slack and GitHub say the same. */
class DecideOnTheCheckRunTest {

    private static final String OPTIONAL_REASON = "optional";

    @TempDir
    Path folder;

    @Test
    void votesOnBothSurfacesCountTogetherAndBothShowThem() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL.withCheckRuns(),
                        policy -> policy.with("count", "2").with("vote_reason", OPTIONAL_REASON))
                .start()) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            var checks = new CheckRuns(scene.githubCalls());
            JsonNode check = checks.waitFor(deployment.run().sha());
            assertThat(check.path("status").asText()).isEqualTo("completed");
            assertThat(check.path("conclusion").asText()).isEqualTo("action_required");
            assertThat(check.path("output").toString()).contains("approver-1", "production");
            assertThat(CheckRuns.buttons(check)).containsExactly("Approve", "Reject");

            scene.github()
                    .clickCheckAction(
                            check.path("id").asLong(), CheckRuns.button(check, "Approve"), Someone.APPROVER_1.github());

            scene.waitFor(message, "1 of 2 approvals");
            scene.approve(Someone.APPROVER_2, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.waitFor(message, "Approved by approver-1 and approver-2");
            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(checks.waitFor(deployment.run().sha())
                                            .path("conclusion")
                                            .asText())
                                    .isEqualTo("success"));
            JsonNode settled = checks.waitFor(deployment.run().sha());
            assertThat(CheckRuns.buttons(settled)).isEmpty();
            assertThat(settled.path("output").toString()).containsPattern("Approved.*approver-1.*approver-2");
        }
    }

    @Test
    void rejectingOnGitHubEndsItEverywhere() {
        try (Scene scene = Scene.set(
                        folder, Settings.USUAL.withCheckRuns(), policy -> policy.with("vote_reason", OPTIONAL_REASON))
                .start()) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);
            JsonNode check =
                    new CheckRuns(scene.githubCalls()).waitFor(deployment.run().sha());

            scene.github()
                    .clickCheckAction(
                            check.path("id").asLong(), CheckRuns.button(check, "Reject"), Someone.APPROVER_1.github());

            scene.waitFor(deployment.job(), JobState.FAILED);
            SlackMessage settled = scene.waitFor(message, "Rejected by approver-1");
            assertThat(Shown.buttons(settled.blocks())).doesNotContain("Approve", "Reject");
        }
    }

    @Test
    void inAPublicRepositoryTheCheckRunNamesNobody() {
        try (Scene scene = Scene.set(
                        folder,
                        Settings.USUAL.withCheckRuns().withPublicRepository(),
                        policy -> policy.with("vote_reason", OPTIONAL_REASON))
                .start()) {
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            var checks = new CheckRuns(scene.githubCalls());
            assertThat(checks.waitFor(deployment.run().sha()).path("output").toString())
                    .contains("production")
                    .doesNotContain("approver-1", "approver-2");

            scene.approve(Someone.APPROVER_1, deployment);

            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(checks.waitFor(deployment.run().sha())
                                            .path("conclusion")
                                            .asText())
                                    .isEqualTo("success"));
            assertThat(checks.waitFor(deployment.run().sha()).path("output").toString())
                    .doesNotContain("approver-1");
        }
    }

    @Test
    void whereARejectionNeedsAReasonTheCheckRunShowsALinkInstead() {
        try (Scene scene = Scene.running(folder, Settings.USUAL.withCheckRuns())) {
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);

            var checks = new CheckRuns(scene.githubCalls());

            assertThat(CheckRuns.buttons(checks.waitFor(deployment.run().sha())))
                    .doesNotContain("Reject");
            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(checks.waitFor(deployment.run().sha())
                                            .path("output")
                                            .toString())
                                    .contains(scene.slack().base().toString()));
        }
    }
}
