package dev.approvalgate.journeys.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The action that workflows use, against a running gate: what the job gets, what its log shows, and what it is told where it gets nothing. */
@Needs(Tool.NODE)
class DeployTokenActionTest {

    @TempDir
    Path folder;

    @TempDir
    Path runner;

    private ActionStep step(Scene scene, Deployment deployment) {
        return new ActionStep(runner)
                .with("server", scene.files().url().toString())
                .with("audience", GateFiles.OUR_AUDIENCE)
                .with("name", "DEPLOY_TOKEN")
                .with("timeout", "0")
                .of(deployment.job());
    }

    private static Deployment approved(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return deployment;
    }

    /** An administrator has let the job run past GitHub's rules; nobody has approved anything. */
    private static Deployment bypassed(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.waitForMessage(deployment);
        deployment.job().bypass(Someone.AUTHOR.github(), "It is urgent");
        return deployment;
    }

    /** What the log shows once the runner has taken the masks out of it. */
    private static String log(Program.Result result) {
        return result.out()
                        .lines()
                        .filter(line -> !line.startsWith("::add-mask::"))
                        .toList()
                + result.err();
    }

    @Test
    void theJobGetsItsTokenAndTheLogDoesNot() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            ActionStep step = step(scene, approved(scene));

            Program.Result result = step.main();

            assertThat(result.status()).as(result.tail()).isZero();
            String token = step.output("token").orElseThrow();
            assertThat(step.exported("DEPLOY_TOKEN")).contains(token);
            assertThat(step.output("scope")).contains("deploy:payments");
            assertThat(Integer.parseInt(step.output("expires-in").orElseThrow()))
                    .isBetween(800, 900);
            String signature = token.substring(token.lastIndexOf('.') + 1);
            assertThat(result.out().lines())
                    .contains(
                            "::add-mask::" + token,
                            "::add-mask::" + Base64.getEncoder().encodeToString(token.getBytes(UTF_8)),
                            "::add-mask::" + signature);
            assertThat(log(result)).doesNotContain(signature);
        }
    }

    @Test
    void theTokenIsRevokedWhenTheJobEnds() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            ActionStep step = step(scene, approved(scene));
            step.main();

            Program.Result result = step.post();

            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("The deploy token is revoked");
            assertThat(scene.ledger()).contains("token.revoked", "\\\"requested\\\"");
        }
    }

    @Test
    void whoWaitsTooLongIsToldWhatFor() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = bypassed(scene);

            Program.Result result = step(scene, deployment).main();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).contains("::error::The request waits for a decision", "Ask the reviewers");
        }
    }

    @Test
    void aRejectionIsToldWithItsReason() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = bypassed(scene);
            SlackMessage message = scene.waitForMessage(deployment);
            scene.reject(Someone.APPROVER_1, deployment, "Not during the audit");
            scene.waitFor(message, "Rejected by approver-1");

            Program.Result result = step(scene, deployment).main();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).contains("::error::No deploy token", "[rejected_by_person]");
        }
    }

    @Test
    void aJobWithoutThePermissionIsToldWhichOne() {
        ActionStep step = new ActionStep(runner).with("server", "https://gate.example.com");

        Program.Result result = step.main();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("::error::this job may not prove who it is", "id-token: write");
    }

    @Test
    void aTokenNeverTravelsInTheClear() {
        ActionStep step = new ActionStep(runner).with("server", "http://gate.example.com");

        Program.Result result = step.main();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("::error::server must be an https address");
    }

    @Test
    void withoutATokenThereIsNothingToRevoke() {
        Program.Result result = new ActionStep(runner).post();

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEmpty();
    }
}
