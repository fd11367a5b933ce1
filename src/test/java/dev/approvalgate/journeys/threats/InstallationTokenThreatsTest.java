package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of GitHub that approved jobs are given: what they reach, and that they end. */
class InstallationTokenThreatsTest {

    private static final String TERMS = ", github: { repositories: [4242], permissions: { contents: read } }";

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("github", TERMS))
                .start();
        scene.github()
                .repository("acme/secrets", 4243, true)
                .commit(Someone.AUTHOR.github(), "Start", FileEdit.put("README.md", "Not for payments\n"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Deployment approved() {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    private String token(Deployment deployment) {
        Reply reply = scene.exchangeForGitHub(deployment.job());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.text("access_token");
    }

    private int status(String token, String method, String path) {
        URI target = URI.create(scene.github().base() + path);
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
        return method.equals("GET")
                ? Http.get(target, headers).status()
                : Http.postJson(target, headers, "{}").status();
    }

    private int reads(String token) {
        return status(token, "GET", "/repos/acme/payments/commits");
    }

    @Test
    void threat34_itReachesTheNamedRepositoryInTheNamedWayAndNothingElse() {
        Deployment deployment = approved();

        Reply reply = scene.exchangeForGitHub(deployment.job());

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.text("scope")).isEqualTo("contents:read");
        assertThat(reply.text("issued_token_type")).isEqualTo("urn:approval-gate:token-type:github-installation");
        assertThat(reply.json().path("expires_in").asInt()).isBetween(800, 900);
        String token = reply.text("access_token");
        assertThat(reads(token)).isEqualTo(200);
        assertThat(status(token, "GET", "/repos/acme/secrets/commits")).isEqualTo(404);
        assertThat(status(token, "POST", "/repos/acme/payments/check-runs")).isEqualTo(403);
        assertThat(status(
                        token,
                        "POST",
                        "/repos/acme/payments/actions/runs/" + deployment.run().id() + "/deployment_protection_rule"))
                .as("nobody answers the gate's own rule with it")
                .isEqualTo(403);
        assertThat(scene.introspect(token).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void threat34_nobodyElseGetsOne() {
        Deployment waiting = scene.deploy();
        scene.waitForMessage(waiting);

        Reply tooEarly = scene.exchangeForGitHub(waiting.job());

        assertThat(tooEarly.text("error")).as(tooEarly.body()).isEqualTo("authorization_pending");
        scene.restartWith(policy -> policy.with("github", ""));
        scene.approve(Someone.APPROVER_1, waiting);
        scene.waitFor(waiting.job(), JobState.IN_PROGRESS);
        Reply unnamed = scene.exchangeForGitHub(waiting.job());
        assertThat(unnamed.status()).as(unnamed.body()).isEqualTo(400);
        assertThat(unnamed.text("error")).isEqualTo("access_denied");
        assertThat(unnamed.text("reason")).isEqualTo("installation_token_not_allowed");
        assertThat(scene.githubCalls()
                        .where(call -> call.path().endsWith("/access_tokens")
                                && call.body().text().contains("repository_ids")))
                .isEmpty();
    }

    @Test
    void threat34_whatTheAppItselfMayNotDoNoTokenMay() {
        scene.restartWith(policy ->
                policy.with("github", ", github: { repositories: [4242], permissions: { contents: write } }"));
        Deployment deployment = approved();

        Reply reply = scene.exchangeForGitHub(deployment.job());

        assertThat(reply.text("reason")).as(reply.body()).isEqualTo("installation_token_not_allowed");
    }

    @Test
    void threat20_theRunsEndIsItsEndAtGitHub() {
        Deployment deployment = approved();
        String first = token(deployment);
        String second = token(deployment);
        Scene.eventually().untilAsserted(() -> assertThat(reads(first)).isEqualTo(401));
        assertThat(reads(second)).isEqualTo(200);

        deployment.run().complete("success");

        Scene.eventually().untilAsserted(() -> assertThat(reads(second)).isEqualTo(401));
    }

    @Test
    void threat20_theStoreKnowsItsHashAndNoMore() throws IOException {
        String token = token(approved());

        scene.stop();

        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(token);
            }
        }
    }
}
