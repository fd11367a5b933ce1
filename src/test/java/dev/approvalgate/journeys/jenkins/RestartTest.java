package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that ends while a build waits, and while its block runs. */
@NeedsJenkins
class RestartTest {

    private static final String JOB = "deploy";

    @Test
    void aBuildWaitsOnAfterARestartAndAKillAndItsBlockGoesOnAfterARestart(@TempDir Path home) throws IOException {
        try (var scene = JenkinsScene.start(home, JOB)) {
            JenkinsClient ada = scene.ada();
            ada.createPipeline(JOB, Jenkinsfiles.deploy());
            ada.build(JOB);
            String request = ada.awaitRequest(JOB, 1);
            scene.awaitMessage();

            scene.jenkins().restart();
            assertThat(ada.result(JOB, 1)).isEmpty();
            scene.jenkins().killAndStart();
            assertThat(ada.result(JOB, 1)).isEmpty();
            assertThat(new ApprovalPage(scene.grace(), request).approve().status())
                    .isEqualTo(302);
            var leaks = new Leaks(scene.awaitToken(JOB));
            assertThat(ada.awaitRequests(JOB, 1, 1)).containsExactly(request);
            assertThat(scene.messages()).hasSize(1);

            scene.jenkins().restart();
            Files.createFile(scene.inWorkspace(JOB, "go"));
            assertThat(ada.awaitResult(JOB, 1)).as(ada.console(JOB, 1)).isEqualTo("SUCCESS");
            assertThat(ada.console(JOB, 1)).contains("again ****");
            assertThat(leaks.files(home)).isEmpty();
        }
    }
}
