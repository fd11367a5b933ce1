package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs, many runs, many attempts: who shares a request, and who does not. */
class ManyDeploymentsTest {

    @TempDir
    Path folder;

    @Test
    void twoJobsOfOneChangeAreOneRequestAmongTenWaitingAndOneDecisionAnswersBoth() {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("max_jobs", "2"))
                .start()) {
            var waiting = new ArrayList<Deployment>();
            for (int i = 0; i < 9; i++) {
                waiting.add(scene.deploy());
            }
            Deployment first = scene.deploy();
            Job second = first.run().job("deploy-eu", "production");

            SlackMessage message = scene.waitForMessage(first);
            waiting.forEach(scene::waitForMessage);
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.github().deliveries())
                            .filteredOn(delivery -> delivery.event().equals("deployment_protection_rule"))
                            .hasSize(11)
                            .allMatch(delivery -> delivery.statusCode() / 100 == 2));
            scene.approve(Someone.APPROVER_1, first);

            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.waitFor(second, JobState.IN_PROGRESS);
            scene.waitFor(message, "Approved by approver-1");
            assertThat(scene.messages(first)).hasSize(1);
            assertThat(requests(scene)).hasSize(10);
            assertThat(waiting).allMatch(other -> other.job().state() == JobState.WAITING);
            assertThat(scene.tokenFor(first.job())).isNotEqualTo(scene.tokenFor(second));
        }
    }

    @Test
    void aJobThatComesAfterTheDecisionIsAnsweredWithIt() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment first = scene.deploy();
            scene.approve(Someone.APPROVER_1, first);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);

            Job late = first.run().job("deploy-eu", "production");

            scene.waitFor(late, JobState.IN_PROGRESS);
            assertThat(scene.messages(first)).hasSize(1);
        }
    }

    @Test
    void anotherEnvironmentOfTheSameRunAsksForItself() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Commit commit = scene.change();
            Deployment staging = scene.deploy(commit, "staging");
            Job production = staging.run().job("deploy-production", "production");
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.messages(staging)).hasSize(2));

            SlackMessage about = scene.messages(staging).stream()
                    .filter(message -> Shown.text(message.blocks()).contains("staging"))
                    .findFirst()
                    .orElseThrow();
            scene.click(Someone.APPROVER_1, about, "Approve");

            scene.waitFor(staging.job(), JobState.IN_PROGRESS);
            assertThat(production.state()).isEqualTo(JobState.WAITING);
        }
    }

    private static List<SlackMessage> requests(Scene scene) {
        return scene.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .toList();
    }
}
