package dev.approvalgate.journeys.targets;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.JobState;
import java.time.Duration;

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
}
