package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the mint: other people's tokens, other commits, other jobs, other attempts. */
class TokenThreatsTest {

    @TempDir
    Path folder;

    private static Deployment approved(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    @Test
    void threat01_tokensForOthersAreRefused() {
        try (Scene scene = Scene.running(folder, Settings.USUAL);
                GitHubStandIn stranger = GitHubStandIn.start(scene.clock())) {
            Deployment deployment = approved(scene);
            String deployToken = scene.tokenFor(deployment.job());

            Reply otherAudience =
                    scene.exchange(scene.github().mintIdToken(deployment.job(), "https://elsewhere.example.com"));
            Reply otherIssuer = scene.exchange(stranger.oidc()
                    .sign(Map.of(
                            "iss",
                            stranger.oidc().issuer().toString(),
                            "aud",
                            GateFiles.OUR_AUDIENCE,
                            "sub",
                            "repo:acme/payments:environment:production",
                            "exp",
                            scene.clock().instant().plusSeconds(300).getEpochSecond())));
            Reply issuerWithSlash = scene.exchange(scene.github()
                    .mintIdToken(
                            deployment.job(),
                            GateFiles.OUR_AUDIENCE,
                            Map.of("iss", scene.github().oidc().issuer() + "/")));
            Reply ourOwn = scene.exchange(deployToken);

            refused(otherAudience, "audience_wrong");
            refused(otherIssuer, "issuer_unknown");
            refused(issuerWithSlash, "issuer_unknown");
            refused(ourOwn, "token_");
        }
    }

    private static void refused(Reply reply, String reason) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.body()).contains(reason);
    }

    @Test
    void threat08_anotherCommitThanTheApprovedOneGetsNoToken() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            Commit other = scene.change();

            Reply reply = scene.exchange(scene.github()
                    .mintIdToken(
                            deployment.job(),
                            GateFiles.OUR_AUDIENCE,
                            Map.of("sha", other.sha(), "workflow_sha", other.sha(), "job_workflow_sha", other.sha())));

            assertThat(reply.text("error")).as(reply.body()).isEqualTo("access_denied");
            assertThat(reply.body()).contains("change_digest_mismatch");
            assertThat(scene.ledger()).contains("change_digest_mismatch");
            assertThat(scene.tokenFor(deployment.job()))
                    .as("the approved one still can")
                    .isNotEmpty();
        }
    }

    @Test
    void threat08_anotherWorkflowDefinitionThanTheApprovedOneGetsNoToken() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);

            Reply reply = scene.exchange(scene.github()
                    .mintIdToken(
                            deployment.job(),
                            GateFiles.OUR_AUDIENCE,
                            Map.of("workflow_sha", "0".repeat(40), "job_workflow_sha", "0".repeat(40))));

            assertThat(reply.text("error")).as(reply.body()).isEqualTo("access_denied");
            assertThat(reply.body()).contains("change_digest_mismatch");
        }
    }

    @Test
    void threat09_aRerunAsksAgain() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment first = approved(scene);
            scene.tokenFor(first.job());
            first.job().fail();
            first.run().complete("failure");

            first.run().rerun(Someone.AUTHOR.github());

            Job again = first.run().jobs().get(0);
            assertThat(again.attempt()).isEqualTo(2);
            Scene.eventually()
                    .untilAsserted(() -> assertThat(scene.messages(first)).hasSize(2));
            assertThat(again.state()).isEqualTo(JobState.WAITING);
            assertThat(scene.exchange(scene.identityToken(again)).text("error")).isEqualTo("authorization_pending");
            scene.click(Someone.APPROVER_2, scene.messages(first).get(1), "Approve");
            scene.waitFor(again, JobState.IN_PROGRESS);
            assertThat(scene.tokenFor(again)).isNotEmpty();
        }
    }

    @Test
    void threat10_oneApprovalIsOneLiveTokenForOneJob() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            Job other = deployment.run().job("deploy-eu", "production");
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.waitFor(other, JobState.IN_PROGRESS);
            String identity = scene.identityToken(deployment.job());

            Reply first = scene.exchange(identity);
            Reply replayed = scene.exchange(identity);
            String second = scene.tokenFor(deployment.job());
            Reply beyond = scene.exchange(scene.identityToken(other));

            assertThat(first.status()).isEqualTo(200);
            refused(replayed, "token_replayed");
            assertThat(second).isNotEqualTo(first.text("access_token"));
            String firstId =
                    Tokens.claims(first.text("access_token")).path("jti").asText();
            assertThat(scene.ledger().lines().filter(line -> line.contains("revoked")))
                    .as("the first token is revoked by the job's second")
                    .anyMatch(line -> line.contains(firstId));
            assertThat(beyond.status()).as(beyond.body()).isEqualTo(409);
            assertThat(beyond.body()).contains("jobs_exhausted");
        }
    }

    @Test
    void threat10_aJobThatAsksForSeveralThingsHoldsATokenOfOne() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            String token = scene.tokenFor(deployment.job());
            Reply asked = Http.postJson(
                    scene.url("/api/v1/requests"),
                    scene.bearer(scene.identityToken(deployment.job())),
                    "{\"environment\": \"production\", \"parameters\": {\"region\": \"eu\"}}");
            assertThat(asked.status()).as(asked.body()).isEqualTo(201);
            SlackMessage other = Scene.eventually()
                    .until(
                            () -> scene.slack().messages(SlackWorkspace.DEPLOYMENTS),
                            shown -> shown.stream()
                                    .anyMatch(
                                            message -> message.json().toString().contains(asked.text("id"))))
                    .stream()
                    .filter(message -> message.json().toString().contains(asked.text("id")))
                    .findFirst()
                    .orElseThrow();
            scene.click(Someone.APPROVER_1, other, "Approve");
            scene.waitFor(other, "Approved by");

            Reply beyond = scene.exchange(scene.identityToken(deployment.job()));

            assertThat(beyond.status()).as(beyond.body()).isEqualTo(409);
            assertThat(beyond.body()).contains("jobs_exhausted", "give that one back first");
            assertThat(scene.introspect(token).json().path("active").asBoolean())
                    .isTrue();
            scene.revoke(token);
            assertThat(scene.introspect(scene.tokenFor(deployment.job())).text("request_id"))
                    .isEqualTo(asked.text("id"));
        }
    }

    @Test
    void threat19_anApproverWhoLeavesTheGroupVoidsTheVote() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);

            scene.restartWith(policy -> policy.with("group", "[author, approver-2]"));
            Reply reply = scene.exchange(scene.identityToken(deployment.job()));

            assertThat(reply.text("error")).as(reply.body()).isEqualTo("access_denied");
            assertThat(reply.body()).contains("approval_void");
        }
    }
}
