package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a deployment waits, a person decides, the token is minted, the record stands. */
class MainJobTest {

    @TempDir
    Path folder;

    @Test
    void aPersonApprovesInSlackAndTheJobGetsItsToken() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            approveAndRedeem(scene);
        }
    }

    @Test
    void theSameWithoutAnyPublicAddress() {
        try (Scene scene =
                Scene.running(folder, Settings.USUAL.withoutPublicAddress().withRsa())) {
            Scene.eventually().until(() -> scene.slack().socketConnections() > 0);

            approveAndRedeem(scene);
        }
    }

    private static void approveAndRedeem(Scene scene) {
        Deployment deployment = scene.deploy();
        SlackMessage message = scene.waitForMessage(deployment);
        String asked = Shown.text(message.blocks());
        assertThat(asked)
                .contains("production", "payments-deploy", "acme/payments", "payments-team", "author", "approver-1");
        assertThat(asked).contains(deployment.run().sha().substring(0, 7));
        assertThat(Shown.buttons(message.blocks())).contains("Approve", "Reject", "Full change");
        // The run's page says that it waits, and for whom.
        Scene.eventually()
                .untilAsserted(() -> assertThat(deployment.job().comments()).isNotEmpty());
        assertThat(scene.exchange(scene.identityToken(deployment.job())).text("error"))
                .isEqualTo("authorization_pending");

        scene.approve(Someone.APPROVER_1, deployment);

        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        SlackMessage settled = scene.waitFor(message, "Approved by approver-1");
        assertThat(Shown.buttons(settled.blocks())).doesNotContain("Approve", "Reject");
        Scene.eventually()
                .untilAsserted(
                        () -> assertThat(scene.slack().thread(message.ts())).hasSizeGreaterThan(1));
        Reply reply = scene.exchange(scene.identityToken(deployment.job()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.text("scope")).isEqualTo("deploy:payments");
        assertThat(reply.json().path("expires_in").asInt()).isBetween(800, 900);
        claimsOf(scene, deployment, reply.text("access_token"));
    }

    private static void claimsOf(Scene scene, Deployment deployment, String token) {
        assertThat(Tokens.header(token).path("typ").asText()).isEqualTo("at+jwt");
        JsonNode claims = Tokens.claims(token);
        assertThat(claims.path("iss").asText()).isEqualTo(scene.files().url().toString());
        assertThat(claims.path("aud").toString()).contains(PolicyText.AUDIENCE);
        assertThat(claims.path("sub").asText()).contains("payments-deploy");
        String all = claims.toString();
        assertThat(all)
                .contains(
                        deployment.run().sha(),
                        String.valueOf(deployment.run().id()),
                        String.valueOf(deployment.job().id()),
                        "production");
    }

    @Test
    void whereTwoAreNeededTheSecondDecides() {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("count", "2"))
                .start()) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);

            scene.approve(Someone.APPROVER_1, deployment);

            SlackMessage half = scene.waitFor(message, "1 of 2 approvals");
            assertThat(Shown.buttons(half.blocks())).contains("Approve", "Reject");
            assertThat(deployment.job().state()).isEqualTo(JobState.WAITING);

            scene.approve(Someone.APPROVER_2, deployment);

            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.waitFor(message, "Approved by approver-1 and approver-2");
            assertThat(scene.tokenFor(deployment.job())).isNotEmpty();
        }
    }

    @Test
    void aRejectionNeedsAReasonAndTellsIt() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);

            scene.reject(Someone.APPROVER_2, deployment, "The month-end batch is running");

            scene.waitFor(deployment.job(), JobState.FAILED);
            scene.waitFor(message, "Rejected by approver-2");
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.slack().thread(message.ts()))
                            .anyMatch(reply -> Shown.text(reply.json()).contains("The month-end batch is running")));
            Reply refused = scene.exchange(scene.identityToken(deployment.job()));
            assertThat(refused.text("error")).isEqualTo("access_denied");
            assertThat(refused.body()).contains("rejected_by_person");
        }
    }

    @Test
    void aCancelledRunNeedsNoAnswerAndItsTokenDies() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment waiting = scene.deploy();
            SlackMessage message = scene.waitForMessage(waiting);

            waiting.run().cancel();

            SlackMessage settled = scene.waitFor(message, "Cancelled");
            assertThat(Shown.buttons(settled.blocks())).doesNotContain("Approve", "Reject");
            assertThat(scene.exchange(scene.identityToken(waiting.job())).text("error"))
                    .isEqualTo("access_denied");
        }
    }

    @Test
    void aRequestThatNobodyAnswersExpires() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            SlackMessage message = scene.waitForMessage(deployment);

            scene.clock().advance(java.time.Duration.ofHours(8));

            scene.waitFor(message, "Expired");
            scene.waitFor(deployment.job(), JobState.FAILED);
        }
    }

    @Test
    void aDeploymentOfAPipelineThatNobodyRegisteredIsRefusedAtOnceAndBothersNobody() {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("state", "suspended"))
                .start()) {
            Deployment deployment = scene.deploy();

            scene.waitFor(deployment.job(), JobState.FAILED);

            assertThat(scene.messages(deployment)).isEmpty();
            assertThat(String.join("\n", deployment.job().comments())).contains("suspended");
        }
    }
}
