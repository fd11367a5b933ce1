package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Pipeline of the guide on a real controller that asks a server. */
@NeedsJenkins
class ServerModeTest {

    private static final String JOB = "deploy";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = FreePort.find();

    @Test
    void aBuildWaitsThroughDeathsOfBothSidesAndRunsItsBlockOnceTheServerSaysSo(@TempDir Path home, @TempDir Path folder)
            throws IOException {
        try (Scene scene = Scene.set(folder, Settings.USUAL, UnaryOperator.identity())) {
            setUp(scene, home);
            try (RunningJenkins jenkins = RunningJenkins.start(home, port)) {
                JenkinsClient ada = jenkins.client("ada");
                ada.createPipeline(JOB, Jenkinsfiles.deploy());
                ada.build(JOB);
                String request = ada.awaitRequest(JOB, 1);
                SlackMessage message = awaitMessage(scene);

                click(scene, SlackWorkspace.AUTHOR, message);
                scene.waitForPrivateAnswers(SlackWorkspace.AUTHOR, 1);
                jenkins.restart();
                jenkins.killAndStart();
                scene.stop();
                scene.start();
                assertThat(ada.result(JOB, 1)).isEmpty();

                click(scene, SlackWorkspace.APPROVER_1, message);
                Path workspace = home.resolve("workspace").resolve(JOB);
                await("a token").atMost(PATIENCE).until(() -> Files.exists(workspace.resolve("token")));
                String token = Files.readString(workspace.resolve("token"));
                assertThat(scene.introspect(token).json().path("active").asBoolean())
                        .isTrue();
                assertThat(Tokens.claims(token).path("assurance").asText()).isEqualTo("server");
                assertThat(messages(scene)).hasSize(1);

                Files.createFile(workspace.resolve("go"));
                assertThat(ada.awaitResult(JOB, 1)).as(ada.console(JOB, 1)).isEqualTo("SUCCESS");
                assertThat(ada.awaitRequests(JOB, 1, 1)).containsExactly(request);
                assertThat(ada.console(JOB, 1)).contains("plain ****", "base64 ****", "again ****", "afterwards null");
                var leaks = new Leaks(token);
                assertThat(leaks.answers(ada, JOB, 1)).isEmpty();
                assertThat(leaks.files(home)).isEmpty();
                await().untilAsserted(() -> assertThat(
                                scene.introspect(token).json().path("active").asBoolean())
                        .isFalse());
            }
        }
    }

    private void setUp(Scene scene, Path home) throws IOException {
        Files.writeString(
                scene.files().config(), JenkinsFiles.issuer(port, scene.files().url()), StandardOpenOption.APPEND);
        Files.writeString(scene.files().policy(), JenkinsFiles.policy(port, scene.slack(), List.of(JOB)));
        scene.start();
        Files.writeString(
                home.resolve("jenkins.yaml"),
                JenkinsFiles.ofServer(port, scene.files().url()));
    }

    private static List<SlackMessage> messages(Scene scene) {
        return scene.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .toList();
    }

    private static SlackMessage awaitMessage(Scene scene) {
        return await("a message")
                .atMost(PATIENCE)
                .until(() -> messages(scene), found -> found.size() == 1)
                .get(0);
    }

    private static void click(Scene scene, String user, SlackMessage message) {
        String button = Shown.button(scene.now(message).blocks(), "Approve").orElseThrow();
        assertThat(scene.slack().click(user, message.ts(), button).problem()).isEmpty();
    }
}
