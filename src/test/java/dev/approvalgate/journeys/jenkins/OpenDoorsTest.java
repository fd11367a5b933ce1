package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a controller takes from outside: Slack's calls by their signature alone, and votes of persons. */
@NeedsJenkins
class OpenDoorsTest {

    private static final String ONE_BLOCK = "approvalGate(environment: 'production') { echo 'let in' }";
    private static final String INTERACTIONS = "approval-gate/interactions";

    @TempDir
    static Path home;

    private static JenkinsScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = JenkinsScene.called(home, "clicked", "forged", "scripted");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    private static String begin(String job) {
        scene.ada().createPipeline(job, ONE_BLOCK);
        scene.ada().build(job);
        return scene.ada().awaitRequest(job, 1);
    }

    @Test
    void aClickThatSlackSignedCounts() {
        begin("clicked");
        SlackMessage message = scene.awaitMessageOf("clicked");
        scene.press(SlackWorkspace.APPROVER_1, message, "Approve");
        assertThat(scene.ada().awaitResult("clicked", 1)).isEqualTo("SUCCESS");
        assertThat(scene.ada().console("clicked", 1)).contains("approved by Grace", "let in");
    }

    @Test
    void threat05_whatSlackDidNotSignNowAndAsItIsIsRefused() {
        begin("forged");
        scene.awaitMessageOf("forged");
        String now = Long.toString(Instant.now().getEpochSecond());
        String old = Long.toString(Instant.now().minusSeconds(301).getEpochSecond());
        String body = "payload=%7B%22type%22%3A%22block_actions%22%7D";
        assertThat(call(body, now, scene.slack().sign(now, body + "&more")).status())
                .isEqualTo(401);
        assertThat(call(body, now, "v0=" + "0".repeat(64)).status()).isEqualTo(401);
        assertThat(call(body, old, scene.slack().sign(old, body)).status()).isEqualTo(401);
        assertThat(call(body, now, scene.slack().sign(old, body)).status()).isEqualTo(401);
        assertThat(Http.postForm(scene.jenkins().url().resolve(INTERACTIONS), Map.of("payload", "{}"))
                        .status())
                .isEqualTo(401);
        assertThat(scene.ada().get(INTERACTIONS).status()).isEqualTo(404);
        assertThat(scene.ada().result("forged", 1)).isEmpty();
    }

    private static Reply call(String body, String timestamp, String signature) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("X-Slack-Request-Timestamp", timestamp);
        headers.put("X-Slack-Signature", signature);
        return Http.post(scene.jenkins().url().resolve(INTERACTIONS), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void threat04_aScriptWithAnApiTokenDoesNotVote() {
        String request = begin("scripted");
        String token = scene.ada().script("""
                        import jenkins.security.ApiTokenProperty
                        def property = hudson.model.User.getById('grace', true).getProperty(ApiTokenProperty)
                        print property.tokenStore.generateNewToken('script').plainValue
                        property.user.save()
                        """).strip();
        var script = new ApprovalPage(scene.grace().with("grace", token), request);
        Reply refused = script.approve();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("API token cannot vote");
        assertThat(scene.ada().result("scripted", 1)).isEmpty();
        assertThat(new ApprovalPage(scene.grace(), request).approve().status()).isEqualTo(302);
        assertThat(scene.ada().awaitResult("scripted", 1)).isEqualTo("SUCCESS");
    }

    /** Only what Slack calls does without a crumb. */
    @Test
    void threat29_everythingElseNeedsACrumb() {
        for (String path : new String[] {
            "approval-gate/jwks",
            "approval-gate/interactions/x",
            "approval-gate/interactions/../../scriptText",
            "approvals/req_00000000000000000000000000/approve"
        }) {
            assertThat(scene.grace().submitWithoutCrumb(path, Map.of()).status())
                    .as(path)
                    .isEqualTo(403);
        }
    }
}
