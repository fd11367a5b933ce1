package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.ProofMaker;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import java.time.Duration;
import java.util.Map;

/** Gets tokens of approved deployments. */
final class Approved {

    private Approved() {}

    static String token(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        return scene.tokenFor(deployment.job());
    }

    /** {@return a token of yesterday, which was good for fifteen minutes} */
    static String expired(Scene scene) {
        scene.clock().advance(Duration.ofDays(-1));
        String token = token(scene);
        scene.clock().advance(Duration.ofDays(1));
        return token;
    }

    /** {@return a token that is good only with a proof of possession} */
    static String bound(Scene scene) {
        Deployment deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        String proof = ProofMaker.fresh(scene.clock())
                .proof("POST", scene.url("/oauth2/token").toString());
        Reply reply = scene.exchange(scene.identityToken(deployment.job()), Map.of("DPoP", proof));
        assertThat(reply.text("token_type")).isEqualTo("DPoP");
        return reply.text("access_token");
    }
}
