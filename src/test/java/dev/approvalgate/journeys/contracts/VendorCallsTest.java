package dev.approvalgate.journeys.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Node;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Calls.Made;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.Pull;
import dev.approvalgate.server.sandbox.slack.BlockKitRules;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the gate says to GitHub and Slack in a long day is what their own descriptions allow. */
@Needs(Tool.PACKAGES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorCallsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Scene scene;

    @BeforeAll
    void aLongDay(@TempDir Path folder) {
        scene = Scene.set(
                folder,
                Settings.USUAL.withCheckRuns(),
                policy -> policy.with(
                        "github",
                        ", github: { repositories: [4242], permissions: { contents: read, pull_requests: read } }"));
        long team = scene.github()
                .team(scene.repo().owner(), 77, "payments")
                .mayWrite(scene.repo())
                .id();
        scene.slack().workspace().group("S0PAYMENTS1", Set.of(SlackWorkspace.APPROVER_2));
        scene.restartWith(policy -> policy.with(
                "group",
                "{ people: [author, approver-1, approver-2], github_teams: [%s/%d/%d], slack_user_groups: [T0SANDBOX01/S0PAYMENTS1] }"
                        .formatted(policy.realm(), scene.repo().owner().id(), team)));
        scene.repo()
                .commit(
                        Someone.AUTHOR.github(),
                        "Say who owns what",
                        FileEdit.put("CODEOWNERS", "* @acme/payments @approver-1\n*.tf @nobody\n"));
        // A first deployment makes a baseline, so that the later ones are compared with something.
        Deployment first = scene.deploy();
        approved(first);
        scene.exchangeForGitHub(first.job());
        // Its earlier token dies, and GitHub is told.
        scene.tokenFor(first.job());
        Scene.eventually()
                .untilAsserted(() -> assertThat(scene.githubCalls().of("DELETE", "/installation/token"))
                        .hasSize(1));
        Deployment second = scene.deploy(merged(), "production");
        SlackMessage message = scene.waitForMessage(second);
        scene.click(Someone.APPROVER_1, message, "Full change");
        scene.waitForDialog(Someone.APPROVER_1);
        scene.slack().closeView(Someone.APPROVER_1.slack());
        scene.click(Someone.AUTHOR, message, "Approve");
        scene.waitForPrivateAnswer(Someone.AUTHOR);
        scene.reject(Someone.APPROVER_2, second, "Not on a Friday");
        scene.waitFor(second.job(), JobState.FAILED);
        Deployment third = scene.deploy();
        SlackMessage cancelled = scene.waitForMessage(third);
        third.run().cancel();
        scene.waitFor(cancelled, "Cancelled");
    }

    private void approved(Deployment deployment) {
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        scene.waitFor(scene.waitForMessage(deployment), "Approved by");
    }

    /** A change with all that can be read: a labelled, reviewed pull request, risky and moved files, code owners, statuses and checks. */
    private Commit merged() {
        scene.repo()
                .commitTo(
                        "faster",
                        Someone.AUTHOR.github(),
                        "Change no. 77 of payments",
                        FileEdit.put("db/migrations/V7__add_index.sql", "create index i on t (c);\n"),
                        FileEdit.put("infra/main.tf", "resource {}\n"),
                        FileEdit.put("src/pay.txt", "faster\n"));
        scene.repo()
                .commitTo(
                        "faster",
                        Someone.AUTHOR.github(),
                        "Move",
                        FileEdit.move("README.md", "docs/README.md", "Payments\n"));
        Pull pull = scene.repo()
                .pull("faster", Someone.AUTHOR.github(), "Pay faster")
                .label("urgent");
        pull.review(Someone.ON_CALL.github(), "APPROVED");
        Commit merge = pull.merge(Someone.AUTHOR.github());
        scene.repo().check(merge.sha(), "unit tests", "success");
        scene.repo().check(merge.sha(), "slow tests", null);
        scene.repo().status(merge.sha(), "ci/old", "success", Someone.AUTHOR.github());
        return merge;
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void everyCallToGitHubIsDescribedByGitHub() {
        ArrayNode calls = MAPPER.createArrayNode();
        for (Made made : scene.githubCalls().where(call -> !call.path().startsWith("/_"))) {
            ObjectNode call = calls.addObject()
                    .put("method", made.call().method())
                    .put("path", made.call().path())
                    .put("body", made.call().body().text())
                    .put("credential", credential(made.call()));
            call.set("query", MAPPER.valueToTree(made.call().query()));
        }
        assertThat(calls.size()).isGreaterThan(20);
        assertThat(calls)
                .extracting(call -> call.path("path").asText())
                .anyMatch(path -> path.endsWith("/team/77/members"));

        JsonNode problems = Node.run("github-calls.mjs", calls);

        assertThat(problems).as(problems.toPrettyString()).isEmpty();
    }

    @Test
    void aFinishedCheckRunAlwaysSaysHowItEndedAndItsButtonsFit() {
        // GitHub's description would let these pass, GitHub does not.
        for (Made made : scene.githubCalls()
                .where(call ->
                        call.path().contains("/check-runs") && !call.method().equals("GET"))) {
            JsonNode body = read(made.call().body().text());
            if (body.path("status").asText().equals("completed")) {
                assertThat(body.path("conclusion").asText()).isNotEmpty();
            }
            assertThat(body.path("actions").size()).isLessThanOrEqualTo(3);
            for (JsonNode action : body.path("actions")) {
                assertThat(action.path("label").asText()).hasSizeBetween(1, 20);
                assertThat(action.path("identifier").asText()).hasSizeBetween(1, 20);
                assertThat(action.path("description").asText()).hasSizeBetween(1, 40);
            }
        }
        assertThat(scene.githubCalls()
                        .where(call -> !call.header("Authorization").isPresent()))
                .filteredOn(made -> !made.call().path().startsWith("/_"))
                .as("calls without credentials")
                .isEmpty();
    }

    @Test
    void everyMessageAndDialogFitsSlacksTypesAndLimits() {
        ArrayNode things = MAPPER.createArrayNode();
        for (Made made : scene.slackCalls().where(call -> call.path().startsWith("/api/"))) {
            JsonNode sent = arguments(made);
            if (sent.hasNonNull("blocks")) {
                JsonNode blocks = parsed(sent.path("blocks"));
                assertThat(BlockKitRules.ofMessage(blocks)).isEmpty();
                assertThat(BlockKitRules.tooLong(blocks)).isFalse();
                assertThat(sent.path("text").asText())
                        .as("the text that notifications show")
                        .isNotBlank();
                ObjectNode thing = things.addObject().put("kind", "message");
                thing.set("blocks", blocks);
                if (sent.hasNonNull("metadata")) {
                    thing.set("metadata", parsed(sent.path("metadata")));
                }
            }
            if (sent.hasNonNull("view")) {
                JsonNode view = parsed(sent.path("view"));
                assertThat(BlockKitRules.ofView(view)).isEmpty();
                things.addObject().put("kind", "view").set("view", view);
            }
        }
        assertThat(things.size()).isGreaterThan(8);

        JsonNode problems = Node.run(
                "slack-types.mjs",
                Map.of("schema", Node.file("slack-schema.json").toString(), "things", things));

        assertThat(problems).as(problems.toPrettyString()).isEmpty();
    }

    @Test
    void slackIsNotAskedForThingsThatItRefuses() {
        assertThat(scene.slackCalls().where(call -> call.path().startsWith("/api/")))
                .allMatch(made -> read(made.answer().body().text()).path("ok").asBoolean());
    }

    private static String credential(Call call) {
        String authorization = call.header("Authorization").orElse("");
        // Three parts are a JWT; installation tokens have no dots.
        return authorization.matches("Bearer [^.]+\\.[^.]+\\.[^.]+") ? "app" : "installation";
    }

    private static JsonNode arguments(Made made) {
        String type = made.call().header("Content-Type").orElse("");
        return type.startsWith("application/json")
                ? read(made.call().body().text())
                : MAPPER.valueToTree(made.call().form());
    }

    private static JsonNode parsed(JsonNode argument) {
        return argument.isTextual() ? read(argument.textValue()) : argument;
    }

    private static JsonNode read(String json) {
        try {
            return json.isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
