package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.cli.Context;
import dev.approvalgate.server.cli.GateCommand;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.OpenView;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that must die early: a person, the policy or an operator takes the right away while it is being used. */
class DeathThreatsTest {

    @TempDir
    Path folder;

    private static Deployment approved(Scene scene) {
        return approved(scene, scene.deploy(), Someone.APPROVER_1);
    }

    private static Deployment approved(Scene scene, Deployment deployment, Someone by) {
        scene.approve(by, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    private static boolean lives(Scene scene, String token) {
        return scene.introspect(token).json().path("active").asBoolean();
    }

    private static void waitForDeath(Scene scene, String token) {
        Scene.eventually().untilAsserted(() -> assertThat(lives(scene, token)).isFalse());
    }

    private static void refused(Scene scene, Deployment deployment, String reason) {
        Reply reply = scene.exchange(scene.identityToken(deployment.job()));
        assertThat(reply.status()).as(reply.body()).isGreaterThanOrEqualTo(400);
        assertThat(reply.body()).contains(reason);
    }

    private static String gate(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = GateCommand.line(new Context(Map.of(), Clock.systemUTC()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void threat20_aPersonTakesTheApprovalBackInSlackAndTheTokenIsDead() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            SlackMessage message = scene.waitForMessage(deployment);
            String token = scene.tokenFor(deployment.job());
            assertThat(lives(scene, token)).isTrue();
            scene.waitFor(message, "Approved by");
            assertThat(scene.click(Someone.AUTHOR, message, "Revoke").problem()).isEmpty();
            OpenView dialog = scene.waitForDialog(Someone.AUTHOR);
            scene.slack()
                    .submitView(
                            Someone.AUTHOR.slack(),
                            Map.of(Shown.inputs(dialog.blocks()).get(0), "It is the wrong build."));
            scene.waitFor(message, "It is the wrong build.");
            assertThat(lives(scene, token)).isFalse();
            refused(scene, deployment, "revoked");
            assertThat(scene.ledger()).contains("approval.revoked", "approval_revoked");
        }
    }

    @Test
    void threat34_aQuarantinedPipelineLosesTheTokenThatItHas() throws Exception {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            String token = scene.tokenFor(deployment.job());
            Path policy = scene.files().policy();
            Files.writeString(policy, Files.readString(policy).replace("state: active", "state: quarantined"));
            waitForDeath(scene, token);
            assertThat(scene.ledger()).contains("identity_quarantined");
            refused(scene, deployment, "identity_quarantined");
        }
    }

    @Test
    void threat19_whoApprovedLeavesThePolicyAndTheTokenDiesWithTheirVote() throws Exception {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            String token = scene.tokenFor(deployment.job());
            Path policy = scene.files().policy();
            Files.writeString(
                    policy,
                    Files.readString(policy)
                            .replace("[author, approver-1, approver-2]", "[author, approver-2, on-call]"));
            waitForDeath(scene, token);
            assertThat(scene.ledger()).contains("policy_changed");
        }
    }

    @Test
    void threat20_anOperatorEndsATokenAndThenTheApproval() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = approved(scene);
            String token = scene.tokenFor(deployment.job());
            String server = scene.files().admin().toString();
            String jti = scene.introspect(token).text("jti");
            assertThat(gate("revoke", jti, "--reason", "it was in a log", "--server", server))
                    .contains("The token is revoked.");
            assertThat(lives(scene, token)).isFalse();
            String again = scene.tokenFor(deployment.job());
            String request = scene.introspect(again).text("request_id");
            assertThat(gate("revoke", "--request", request, "--reason", "again", "--server", server, "--json"))
                    .contains("\"tokens\":1");
            assertThat(lives(scene, again)).isFalse();
            refused(scene, deployment, "revoked");
            scene.waitFor(scene.waitForMessage(deployment), "an operator");
        }
    }

    @Test
    void threat39_whatWasRevokedIsShownAgainAndItsAuthorMayNotApproveWhatComesOnTop() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment good = approved(scene, scene.deploy(), Someone.APPROVER_2);
            scene.tokenFor(good.job());
            Commit bad = scene.change(Someone.APPROVER_1.github());
            Deployment revoked = approved(scene, scene.deploy(bad, "production"), Someone.APPROVER_2);
            String request = scene.introspect(scene.tokenFor(revoked.job())).text("request_id");
            String server = scene.files().admin().toString();
            gate("revoke", "--request", request, "--reason", "not what it says", "--server", server);

            Deployment onTop = scene.deploy();

            SlackMessage message = scene.waitForMessage(onTop);
            assertThat(Shown.text(message.blocks()))
                    .as("compared with what was let in before the revoked one")
                    .contains(bad.message(), good.run().sha().substring(0, 7));
            scene.approve(Someone.APPROVER_1, onTop);
            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_1)).containsIgnoringCase("hand in");
            assertThat(onTop.job().state()).isEqualTo(JobState.WAITING);
            approved(scene, onTop, Someone.APPROVER_2);
        }
    }

    @Test
    void threat39_whatWasComparedWithItBeforeIsNeitherApprovedNorGivenAToken() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment bad = approved(scene);
            String request = scene.introspect(scene.tokenFor(bad.job())).text("request_id");
            Deployment earlier = approved(scene);
            Deployment waiting = scene.deploy();
            scene.waitForMessage(waiting);
            String server = scene.files().admin().toString();

            gate("revoke", "--request", request, "--reason", "not what it says", "--server", server);

            refused(scene, earlier, "baseline_revoked");
            scene.approve(Someone.APPROVER_2, waiting);
            assertThat(scene.waitForPrivateAnswer(Someone.APPROVER_2)).contains("has been revoked since");
            assertThat(waiting.job().state()).isEqualTo(JobState.WAITING);
            assertThat(scene.ledger()).contains("baseline_revoked");
        }
    }
}
