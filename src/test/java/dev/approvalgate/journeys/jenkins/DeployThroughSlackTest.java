package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Pipeline of the guide on a real controller, approved in Slack. */
@NeedsJenkins
class DeployThroughSlackTest {

    private static final String JOB = "deploy";

    @Test
    void threat20_anApproverInSlackLetsTheBlockRunAndTheTokenIsSeenNowhereElse(@TempDir Path home) throws IOException {
        try (var scene = JenkinsScene.start(home, JOB)) {
            JenkinsClient ada = scene.ada();
            ada.createPipeline(JOB, Jenkinsfiles.deploy());
            ada.build(JOB);
            String request = ada.awaitRequest(JOB, 1);
            SlackMessage message = scene.awaitMessage();

            scene.click(SlackWorkspace.AUTHOR, message, "Approve");
            await().until(() -> !scene.slack().ephemerals(SlackWorkspace.AUTHOR).isEmpty());
            assertThat(ada.console(JOB, 1)).doesNotContain("approved");

            scene.click(SlackWorkspace.APPROVER_1, message, "Approve");
            var leaks = new Leaks(scene.awaitToken(JOB));
            assertThat(ada.console(JOB, 1)).contains("approved by Grace");
            assertThat(leaks.files(home.resolve("workspace"))).as("it is found").contains(JOB + "/token");
            assertThat(leaks.answers(ada, JOB, 1)).isEmpty();
            assertThat(leaks.files(home)).isEmpty();
            assertThat(scene.ledger()).contains("voter_is_contributor").doesNotContain("token.revoked");

            Files.createFile(scene.inWorkspace(JOB, "go"));
            assertThat(ada.awaitResult(JOB, 1)).as(ada.console(JOB, 1)).isEqualTo("SUCCESS");
            assertThat(ada.console(JOB, 1))
                    .contains("plain ****", "base64 ****", "again ****", "afterwards null")
                    .contains(request);
            assertThat(leaks.answers(ada, JOB, 1)).isEmpty();
            assertThat(leaks.files(home)).isEmpty();
            await().untilAsserted(() -> assertThat(scene.ledger()).contains("token.revoked"));
        }
    }
}
