package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.ProofMaker;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the exchange where the policy binds tokens to a key. */
class PossessionThreatsTest {

    @TempDir
    Path folder;

    @Test
    void threat20_aTokenThatIsBoundIsOfNoUseWithoutItsKey() {
        try (Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("dpop", "required"))
                .start()) {
            Deployment deployment = scene.deploy();
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            ProofMaker holder = ProofMaker.fresh(scene.clock());
            String address = scene.url("/oauth2/token").toString();
            String proof = holder.proof("POST", address);

            Reply without = scene.exchange(scene.identityToken(deployment.job()));
            Reply elsewhere =
                    exchange(scene, deployment, holder.proof("POST", "https://elsewhere.example/oauth2/token"));
            Reply bound = exchange(scene, deployment, proof);
            Reply replayed = exchange(scene, deployment, proof);

            refused(without, "proof_missing");
            refused(elsewhere, "proof_mismatch");
            refused(exchange(scene, deployment, proof.substring(0, proof.length() - 4)), "proof_");
            assertThat(bound.status()).as(bound.body()).isEqualTo(200);
            assertThat(bound.text("token_type")).isEqualTo("DPoP");
            refused(replayed, "proof_replayed");
            String token = bound.text("access_token");
            assertThat(Tokens.claims(token).path("cnf").path("jkt").asText()).hasSize(43);
            assertThat(scene.introspect(token).text("token_type"))
                    .as("a target that is told this asks for a proof")
                    .isEqualTo("DPoP");
        }
    }

    @Test
    void threat34_theRightKeyMakesNoOtherJobTheApprovedOne() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Deployment deployment = scene.deploy();
            Job other = deployment.run().job("deploy-eu", "production");
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            ProofMaker holder = ProofMaker.fresh(scene.clock());
            String address = scene.url("/oauth2/token").toString();
            assertThat(exchange(scene, deployment, holder.proof("POST", address))
                            .status())
                    .isEqualTo(200);
            Job staging = deployment.run().job("deploy-staging", "staging");

            Reply beyond = exchange(scene, other, holder.proof("POST", address));
            Reply elsewhere = exchange(scene, staging, holder.proof("POST", address));

            assertThat(beyond.text("reason")).as(beyond.body()).isEqualTo("jobs_exhausted");
            assertThat(elsewhere.text("error")).as(elsewhere.body()).isIn("authorization_pending", "access_denied");
            assertThat(beyond.text("access_token") + elsewhere.text("access_token"))
                    .isEmpty();
        }
    }

    private static Reply exchange(Scene scene, Deployment deployment, String proof) {
        return exchange(scene, deployment.job(), proof);
    }

    private static Reply exchange(Scene scene, Job job, String proof) {
        return scene.exchange(scene.identityToken(job), Map.of("DPoP", proof));
    }

    private static void refused(Reply reply, String reason) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_dpop_proof");
        assertThat(reply.text("reason")).startsWith(reason);
        assertThat(reply.text("access_token")).isEmpty();
    }
}
