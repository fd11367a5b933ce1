package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading deliveries where GitHub cannot bring them. */
class PollTest {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void inPullModeADeploymentIsApprovedWithoutAnyWebhook() {
        Job job = bench.deploy();
        bench.poll.start(PollHandler.Mode.PULL);
        bench.drain.all();
        var request = bench.onlyRequest();
        bench.github.clickCheckAction(
                bench.checkRun(request), "a:" + request.ask().change().digest().prefix(), bench.approver);
        bench.pass(Duration.ofSeconds(6));
        assertThat(job.state()).isEqualTo(JobState.IN_PROGRESS);
    }

    @Test
    void eachDeliveryIsReadOnceAndTheTurnsGoOn() {
        bench.deploy();
        bench.poll.start(PollHandler.Mode.PULL);
        for (int i = 0; i < 5; i++) {
            bench.pass(Duration.ofSeconds(6));
        }
        long details = bench.github.server().journal().stream()
                .filter(exchange -> exchange.path().matches("/app/hook/deliveries/[0-9]+"))
                .count();
        assertThat(details).isEqualTo(2); // workflow_run requested and the protection rule
        assertThat(bench.calls("GET", "/app/hook/deliveries")).isEqualTo(5);
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void manyDeliveriesAreReadInTurnsOldestFirst() {
        Job job = bench.deploy();
        for (int i = 0; i < 250; i++) {
            bench.github.startRun(bench.repo, Bench.WORKFLOW, job.run().sha(), bench.author);
        }
        bench.poll.start(PollHandler.Mode.PULL);
        bench.drain.all();
        assertThat(bench.requests()).hasSize(1);
        assertThat(bench.events.stream().filter("accepted workflow_run"::equals))
                .hasSize(251);
    }

    @Test
    void aFailingTurnIsTriedAgain() {
        bench.deploy();
        bench.failOnce("/app/hook/deliveries", Answer.json(500, "{}"));
        bench.poll.start(PollHandler.Mode.PULL);
        bench.drain.all();
        assertThat(bench.requests()).isEmpty();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void aMissingPermissionDoesNotEndTheTurns() {
        bench.deploy();
        bench.failOnce("/app/hook/deliveries", Answer.json(403, "{}"));
        bench.poll.start(PollHandler.Mode.PULL);
        bench.drain.all();
        bench.pass(Duration.ofSeconds(6));
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void whatNoWebhookCouldBringIsRecovered() {
        bench.deploy(); // recorded as failed: there is nowhere to deliver to
        bench.poll.start(PollHandler.Mode.RECOVER);
        bench.drain.all();
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void whatArrivedIsNotReadAgain() {
        try (LoopbackServer hook = LoopbackServer.start(0)) {
            hook.route("POST", "/hook", call -> Answer.empty(202));
            bench.github.webhookUrl(URI.create(hook.base() + "/hook"));
            bench.deploy();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> bench.github.deliveries().stream()
                                    .filter(delivery -> delivery.statusCode() == 202)
                                    .count()
                            == 2);
            bench.poll.start(PollHandler.Mode.RECOVER);
            bench.drain.all();
            assertThat(bench.requests()).isEmpty();
        }
    }

    @Test
    void aRedeliveryThatSomebodyAskedForIsTakenOnceMore() {
        bench.deploy();
        bench.poll.start(PollHandler.Mode.PULL);
        bench.drain.all();
        Delivery first = bench.github.deliveries().get(0);
        bench.github.redeliver(first);
        bench.pass(Duration.ofSeconds(6));
        bench.pass(Duration.ofSeconds(6));
        assertThat(bench.requests()).hasSize(1);
        long details = bench.github.server().journal().stream()
                .filter(exchange -> exchange.path().matches("/app/hook/deliveries/[0-9]+"))
                .count();
        assertThat(details).isEqualTo(3);
    }
}
