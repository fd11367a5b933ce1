package dev.approvalgate.journeys.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Node;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that knows nothing but the gate's address can verify a deploy token, with a library that shares no code with ours. */
@Needs(Tool.PACKAGES)
class IndependentVerificationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void joseVerifiesFromDiscoveryAndKeysAlone(boolean rsa) {
        try (Scene scene = Scene.running(folder, rsa ? Settings.USUAL.withRsa() : Settings.USUAL)) {
            // The expired one is of yesterday: it was good for fifteen minutes.
            scene.clock().advance(Duration.ofDays(-1));
            String expired = approvedToken(scene);
            scene.clock().advance(Duration.ofDays(1));
            String token = approvedToken(scene);

            JsonNode results = verify(
                    scene,
                    List.of(
                            check(token, PolicyText.AUDIENCE),
                            check(token, "https://elsewhere.example.com"),
                            check(expired, PolicyText.AUDIENCE),
                            check(edited(token), PolicyText.AUDIENCE),
                            check(token.substring(0, token.lastIndexOf('.') + 1), PolicyText.AUDIENCE)));

            assertThat(results.path(0).path("header").path("alg").asText()).isEqualTo(rsa ? "RS256" : "ES256");
            assertThat(results.path(0).path("claims").path("aud").toString()).contains(PolicyText.AUDIENCE);
            assertThat(results.path(1).path("error").asText()).isEqualTo("ERR_JWT_CLAIM_VALIDATION_FAILED");
            assertThat(results.path(2).path("error").asText()).isEqualTo("ERR_JWT_EXPIRED");
            assertThat(results.path(3).path("error").asText()).isEqualTo("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
            assertThat(results.path(4).path("error").asText()).isNotEmpty();
        }
    }

    private static String approvedToken(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return scene.tokenFor(deployment.job());
    }

    private static Map<String, String> check(String token, String audience) {
        return Map.of("token", token, "audience", audience);
    }

    private static JsonNode verify(Scene scene, List<Map<String, String>> checks) {
        return Node.run("jose-verify.mjs", Map.of("issuer", scene.files().url().toString(), "checks", checks));
    }

    /** The same token with one claim changed and the old signature. */
    private static String edited(String token) {
        String[] parts = token.split("\\.", -1);
        String claims =
                new String(java.util.Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);
        String changed = claims.replace("production", "everything");
        assertThat(changed).isNotEqualTo(claims);
        String payload = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(changed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return parts[0] + "." + payload + "." + parts[2];
    }
}
