package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build waits while something is down, and goes on once it is back. */
@NeedsJenkins
class OutagesTest {

    private static final String JOB = "deploy";

    /** Slack that answers every call with an error. */
    private static final class Down implements Interceptor {
        @Override
        public Optional<Answer> before(Call call) {
            return Optional.of(Answer.json(503, "{}"));
        }
    }

    @Test
    void aBuildWaitsForSlackAndForAPolicyThatCanBeRead(@TempDir Path home) throws IOException {
        var down = new Down();
        try (var scene = JenkinsScene.start(home, slack -> slack.server().intercept(down), JOB)) {
            JenkinsClient ada = scene.ada();
            ada.createPipeline(JOB, "approvalGate(environment: 'production') { echo 'let in' }");
            ada.build(JOB);
            String request = ada.awaitRequest(JOB, 1);
            assertThat(scene.messages()).isEmpty();

            Files.writeString(scene.policy(), "version: 1\nrules: [");
            scene.jenkins().restart();
            ada.awaitConsole(JOB, 1, "waiting: the gate does not run on this controller");
            assertThat(ada.result(JOB, 1)).isEmpty();

            scene.mendPolicy();
            scene.slack().server().remove(down);
            SlackMessage message = scene.awaitMessage();
            scene.click(SlackWorkspace.APPROVER_1, message, "Approve");
            assertThat(ada.awaitResult(JOB, 1)).as(ada.console(JOB, 1)).isEqualTo("SUCCESS");
            assertThat(ada.awaitRequests(JOB, 1, 1)).containsExactly(request);
            assertThat(ada.console(JOB, 1)).contains("let in");
        }
    }
}
