package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on deploy tokens after they were given out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployTokenThreatsTest {

    private Scene scene;
    private Deployment deployment;

    @BeforeAll
    void approve(@TempDir Path folder) {
        scene = Scene.running(folder, Settings.USUAL);
        deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    private String token() {
        return scene.tokenFor(deployment.job());
    }

    private void inactive(String token) {
        assertThat(scene.introspect(token).body()).isEqualTo("{\"active\":false}");
    }

    private static String part(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(UTF_8));
    }

    @Test
    void threat20_aStolenTokenThatIsGivenBackIsWorthNothing() {
        String token = token();
        assertThat(scene.introspect(token).json().path("active").booleanValue()).isTrue();

        Reply first = scene.revoke(token);
        Reply again = scene.revoke(token);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        inactive(token);
        String id = Tokens.claims(token).path("jti").asText();
        assertThat(scene.ledger().lines().filter(line -> line.contains(id) && line.contains("requested")))
                .as("recorded once")
                .hasSize(1);
        assertThat(scene.ledger()).doesNotContain(token);
    }

    @Test
    void threat10_theTokenBeforeTheRetryIsWorthNothing() {
        String first = token();
        String second = token();

        inactive(first);
        assertThat(scene.introspect(second).text("jti"))
                .isEqualTo(Tokens.claims(second).path("jti").asText());
    }

    @Test
    void threat01_anIdentityTokenIsNoDeployToken() {
        inactive(scene.identityToken(deployment.job()));
        assertThat(scene.revoke(scene.identityToken(deployment.job())).status()).isEqualTo(200);
    }

    @Test
    void threat28_nothingButTheTokenItselfLives() {
        String token = token();
        String[] parts = token.split("\\.", -1);
        var header = (ObjectNode) Tokens.header(token);
        var claims = (ObjectNode) Tokens.claims(token);
        String signature = parts[2];

        for (String none : new String[] {"none", "HS256", "RS256"}) {
            inactive(part(header.deepCopy().put("alg", none)) + "." + parts[1] + "." + signature);
            inactive(part(header.deepCopy().put("alg", none)) + "." + parts[1] + ".");
        }
        inactive(part(header.deepCopy().put("typ", "JWT")) + "." + parts[1] + "." + signature);
        inactive(part(header.deepCopy().put("kid", "../../keys")) + "." + parts[1] + "." + signature);
        inactive(parts[0] + "." + part(claims.put("environment", "staging")) + "." + signature);
        inactive(token + "=");
        inactive(token.substring(0, token.length() - 4));
        assertThat(scene.introspect(token).json().path("active").booleanValue()).isTrue();
    }

    @Test
    void threat20_strangersAreToldNothingOfATokenThatTheyFound() {
        String token = token();
        Reply anonymous = Http.postForm(scene.url("/oauth2/introspect"), Map.of("token", token));
        Reply guessing = Http.postForm(
                scene.url("/oauth2/introspect"),
                Map.of("Authorization", Scene.basic(GateFiles.TARGET, "a guess")),
                Map.of("token", token));

        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(guessing.status()).isEqualTo(401);
        assertThat(guessing.body()).isEqualTo(anonymous.body()).doesNotContain("production");
    }

    @Test
    void threat20_aClosedRunLeavesNoLivingToken(@TempDir Path folder) {
        try (Scene other = Scene.running(folder, Settings.USUAL)) {
            Deployment ended = other.deploy();
            other.approve(Someone.APPROVER_1, ended);
            other.waitFor(ended.job(), JobState.IN_PROGRESS);
            String token = other.tokenFor(ended.job());

            ended.job().succeed();
            ended.run().complete("success");

            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(other.introspect(token).body()).isEqualTo("{\"active\":false}"));
        }
    }
}
