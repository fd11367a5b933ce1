package dev.approvalgate.journeys.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slack and GitHub have bad moments: what was to be done is done all the same, once, and an operator can see that it took more than one try. */
class FaultsTest {

    @TempDir
    Path folder;

    /** How a vendor can fail. */
    enum Fault {
        ERROR_500,
        ERROR_503,
        CONNECTION_LOST_BEFORE,
        CONNECTION_LOST_AFTER,
        TOO_MANY_REQUESTS,
        RATE_LIMIT_OF_GITHUB;

        Trouble arm(LoopbackServer vendor, Predicate<Call> where, int times) {
            return switch (this) {
                case ERROR_500 -> Trouble.instead(vendor, where, times, Answer.json(500, "{\"message\":\"oops\"}"));
                case ERROR_503 -> Trouble.instead(vendor, where, times, Answer.html(503, "<h1>Unicorn!</h1>"));
                case CONNECTION_LOST_BEFORE -> Trouble.instead(vendor, where, times, Answer.dropped());
                case CONNECTION_LOST_AFTER -> Trouble.afterwards(vendor, where, times, Answer.dropped());
                case TOO_MANY_REQUESTS ->
                    Trouble.instead(
                            vendor,
                            where,
                            times,
                            Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}")
                                    .with("Retry-After", "1"));
                case RATE_LIMIT_OF_GITHUB ->
                    Trouble.instead(
                            vendor,
                            where,
                            times,
                            Answer.json(403, "{\"message\":\"You have exceeded a secondary rate limit\"}")
                                    .with("Retry-After", "1")
                                    .with("X-RateLimit-Remaining", "0"));
            };
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RATE_LIMIT_OF_GITHUB", mode = EnumSource.Mode.EXCLUDE)
    void slackFailsTwiceAndTheMessageComesOnce(Fault fault) {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Trouble post = fault.arm(scene.slack().server(), FaultsTest::posts, 2);
            Deployment deployment = scene.deploy();

            scene.waitForMessage(deployment);
            Scene.eventually()
                    .untilAsserted(() -> assertThat(retries(scene, "publish")).isPositive());
            fault.arm(scene.slack().server(), FaultsTest::updates, 1);
            scene.approve(Someone.APPROVER_1, deployment);

            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            scene.waitFor(scene.waitForMessage(deployment), "Approved by approver-1");
            assertThat(scene.messages(deployment)).hasSize(1);
            assertThat(post.left()).as("faults that were not met").isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TOO_MANY_REQUESTS", mode = EnumSource.Mode.EXCLUDE)
    void gitHubFailsTwiceAndTheAnswerComesOnce(Fault fault) {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            fault.arm(scene.github().server(), FaultsTest::readsRun, 1);
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            fault.arm(scene.github().server(), FaultsTest::answers, 2);

            scene.approve(Someone.APPROVER_1, deployment);

            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
            Scene.eventually()
                    .untilAsserted(
                            () -> assertThat(retries(scene, "host_answer")).isPositive());
            assertThat(scene.githubCalls().where(FaultsTest::answers))
                    .filteredOn(made -> made.answer().status() == 204)
                    .hasSize(1);
            assertThat(scene.tokenFor(deployment.job())).isNotEmpty();
        }
    }

    @Test
    void retryAfterIsHonoured() {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            Trouble trouble = Trouble.instead(
                    scene.slack().server(),
                    FaultsTest::posts,
                    1,
                    Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}").with("Retry-After", "3"));

            scene.waitForMessage(scene.deploy());

            assertThat(trouble.sinceFirst()).isGreaterThanOrEqualTo(java.time.Duration.ofSeconds(3));
        }
    }

    private static boolean posts(Call call) {
        return call.path().endsWith("/chat.postMessage");
    }

    private static boolean updates(Call call) {
        return call.path().endsWith("/chat.update");
    }

    private static boolean readsRun(Call call) {
        return call.method().equals("GET") && call.path().matches(".*/actions/runs/[0-9]+");
    }

    private static boolean answers(Call call) {
        return call.method().equals("POST")
                && call.path().endsWith("/deployment_protection_rule")
                && call.body().text().contains("\"state\"");
    }

    private static double retries(Scene scene, String kind) {
        return scene.metrics()
                .lines()
                .filter(line -> line.startsWith("gate_work_total{"))
                .filter(line -> line.contains("kind=\"" + kind + "\"") && line.contains("result=\"retried\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
