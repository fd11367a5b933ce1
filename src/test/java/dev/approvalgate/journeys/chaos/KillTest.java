package dev.approvalgate.journeys.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.world.Calls.Made;
import dev.approvalgate.journeys.world.CheckRuns;
import dev.approvalgate.journeys.world.ChildGate;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server is killed (SIGKILL) at every moment when something leaves it: just before the other side takes it, and just after, when our
 * own record of it does not exist yet. Started again, it finishes the job: nothing is lost, and nothing is done twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Deployment> finished = new ArrayList<>();
    private Scene scene;
    private Front front;
    private volatile ChildGate child;

    @BeforeAll
    void start(@TempDir Path folder) {
        scene = Scene.set(folder, Settings.USUAL.withCheckRuns(), UnaryOperator.identity());
        front = new Front(scene.files().url());
        scene.github().webhookUrl(front.base().resolve("/webhooks/github"));
        scene.slack()
                .target(
                        front.base().resolve("/slack/interactions"),
                        front.base().resolve("/slack/commands"));
        child = scene.startChild();
    }

    @AfterAll
    void stop() {
        scene.close();
        front.close();
    }

    static Stream<Arguments> moments() {
        return Stream.of(Moment.values())
                .flatMap(moment -> moment.where == Moment.Where.FRONT
                        ? Stream.of(Arguments.of(moment, true))
                        : Stream.of(Arguments.of(moment, false), Arguments.of(moment, true)));
    }

    @Order(1)
    @ParameterizedTest(name = "{0}, already done: {1}")
    @MethodSource("moments")
    void theJobIsFinishedAfterADeathAt(Moment moment, boolean done) {
        var death = new Death(moment.call, done, () -> child.kill());
        Runnable disarm = arm(moment, death);
        try {
            Deployment deployment = scene.deploy();
            reviveUntil(() -> !scene.messages(deployment).isEmpty()
                    && check(deployment).isPresent()
                    && !deployment.job().comments().isEmpty());
            reviveUntil(() -> isApproved(deployment));
            reviveUntil(() -> death.hasCome() && isFinished(deployment));

            standsOnce(deployment);
            assertThat(scene.tokenFor(deployment.job())).isNotEmpty();
            finished.add(deployment);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with the server's log:\n" + child.log(), e);
        } finally {
            disarm.run();
            reviveIfDead();
        }
    }

    private Runnable arm(Moment moment, Death death) {
        if (moment.where == Moment.Where.FRONT) {
            front.onceAnswered(moment.call, call -> death.strike());
            return front::disarm;
        }
        LoopbackServer vendor = moment.where == Moment.Where.SLACK
                ? scene.slack().server()
                : scene.github().server();
        vendor.intercept(death);
        return () -> vendor.remove(death);
    }

    private void reviveUntil(BooleanSupplier wanted) {
        Scene.eventually().atMost(Duration.ofSeconds(60)).until(() -> {
            reviveIfDead();
            return wanted.getAsBoolean() && child.isAlive();
        });
    }

    private void reviveIfDead() {
        if (!child.isAlive()) {
            child = scene.startChild();
        }
    }

    /** Presses Approve, as a person does: again where Slack says that it did not work, and no more once the button is gone. */
    private boolean isApproved(Deployment deployment) {
        SlackMessage message = scene.messages(deployment).get(0);
        Optional<String> button = Shown.button(message.blocks(), "Approve");
        return button.isEmpty()
                || scene.slack()
                        .click(Someone.APPROVER_1.slack(), message.ts(), button.get())
                        .ok();
    }

    private Optional<JsonNode> check(Deployment deployment) {
        return new CheckRuns(scene.githubCalls()).newest(deployment.run().sha());
    }

    private boolean isFinished(Deployment deployment) {
        SlackMessage message = scene.messages(deployment).get(0);
        return deployment.job().state() == JobState.IN_PROGRESS
                && Shown.text(message.blocks()).contains("Approved by")
                && scene.slack().thread(message.ts()).size() > 1
                && check(deployment)
                        .filter(check -> check.path("conclusion").asText().equals("success"))
                        .isPresent();
    }

    private void standsOnce(Deployment deployment) {
        assertThat(scene.messages(deployment)).as("messages").hasSize(1);
        assertThat(scene.slack().thread(scene.messages(deployment).get(0).ts()))
                .as("the message and its details")
                .hasSize(2);
        assertThat(checkRunsMade(deployment)).as("check runs").hasSize(1);
        assertThat(answers(deployment)).as("decisions that GitHub took").hasSize(1);
        List<String> comments = deployment.job().comments();
        assertThat(comments)
                .as("decisions beside the deployment")
                .filteredOn(text -> text.startsWith("Approved by"))
                .hasSize(1);
        // GitHub lists no status reports, so nobody can look for one that may have been left before the death.
        assertThat(comments)
                .as("status reports and the decision beside the deployment")
                .hasSizeBetween(2, 3);
    }

    private List<Made> checkRunsMade(Deployment deployment) {
        return scene.githubCalls().of("POST", "/check-runs").stream()
                .filter(made -> made.answer().status() == 201)
                .filter(made ->
                        made.call().body().text().contains(deployment.run().sha()))
                .toList();
    }

    private List<Made> answers(Deployment deployment) {
        return scene.githubCalls().of("POST", "/runs/" + deployment.run().id() + "/deployment_protection_rule").stream()
                .filter(made -> made.call().body().text().contains("\"state\""))
                .filter(made -> made.answer().status() == 204)
                .toList();
    }

    @Order(2)
    @Test
    void allOfItStillStandsOnceAtTheEnd() {
        assertThat(finished).hasSize((int) moments().count()).allSatisfy(this::standsOnce);

        Map<String, Map<String, Long>> requests = scene.ledger()
                .lines()
                .map(KillTest::read)
                .filter(record -> record.path("stream").asText().startsWith("req_"))
                .collect(groupingBy(
                        record -> record.path("stream").asText(),
                        TreeMap::new,
                        groupingBy(record -> record.path("type").asText(), TreeMap::new, counting())));
        assertThat(requests).hasSameSizeAs(finished);
        assertThat(requests.values())
                .allSatisfy(events -> assertThat(events)
                        .containsEntry("request.opened", 1L)
                        .containsEntry("vote.recorded", 1L)
                        .containsEntry("request.settled", 1L)
                        .containsEntry("decision.delivered", 1L)
                        .doesNotContainKey("effect.given_up"));
    }

    private static JsonNode read(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Order(3)
    @Test
    void theLedgerIsWholeAfterAllThat() {
        Program.Result verified = ChildGate.command(
                scene.files(),
                "ledger",
                "verify",
                "--config",
                scene.files().config().toString());

        assertThat(verified.status()).as(verified.tail()).isZero();
    }
}
