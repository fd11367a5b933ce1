package dev.approvalgate.journeys.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.CheckRuns;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Hooks;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.JobState;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads in the form that GitHub publishes are accepted, whichever of their optional parts they have. */
@Needs(Tool.PACKAGES)
class WebhookFormsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RULE = "deployment_protection_rule";

    private static JsonNode made;

    @TempDir
    Path folder;

    /** The forms that a protection rule's payload is seen in. */
    enum Form {
        FULL,
        WITHOUT_SHA_AND_REF,
        DEPLOYMENT_NULL,
        ONLY_WHAT_IS_REQUIRED
    }

    @BeforeAll
    static void makePayloads() {
        made = WebhookSchemas.made(RULE, "requested");
        assertThat(made.path("problems")).as(made.path("problems").toString()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aProtectionRuleInEachPublishedFormOpensARequest(Form form) {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            // GitHub's own words for who and where; the rest is as the published schema has it.
            scene.github().webhookUrl(null);
            Deployment deployment = scene.deploy();
            Delivery own = scene.github().deliveries().stream()
                    .filter(delivery -> delivery.event().equals(RULE))
                    .findFirst()
                    .orElseThrow();
            ObjectNode payload = payload(form, read(own.payload().text()), deployment);

            Reply reply = Hooks.of(scene).post(RULE, payload.toString());

            assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
            scene.approve(Someone.APPROVER_1, deployment);
            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        }
    }

    private static ObjectNode payload(Form form, JsonNode own, Deployment deployment) {
        ObjectNode payload = made.path(form == Form.ONLY_WHAT_IS_REQUIRED ? "required" : "full")
                .deepCopy();
        for (String name : new String[] {
            "environment", "deployment_callback_url", "repository", "sender", "installation", "organization"
        }) {
            payload.set(name, own.path(name));
        }
        switch (form) {
            case FULL -> {
                payload.put("sha", deployment.run().sha()).put("ref", "main");
                payload.set("deployment", own.path("deployment"));
            }
            case WITHOUT_SHA_AND_REF -> payload.without(java.util.List.of("sha", "ref"));
            case DEPLOYMENT_NULL -> payload.putNull("deployment");
            case ONLY_WHAT_IS_REQUIRED -> {}
        }
        return payload;
    }

    @Test
    void thePublishedExamplesOfAClickAreAcceptedAndOnesOfOursCount() {
        try (Scene scene = Scene.set(
                        folder, Settings.USUAL.withCheckRuns(), policy -> policy.with("vote_reason", "optional"))
                .start()) {
            JsonNode examples = WebhookSchemas.examples("check_run", "requested_action");
            assertThat(examples).isNotEmpty();
            for (JsonNode example : examples) {
                Reply foreign = Hooks.of(scene).post("check_run", example.toString());
                assertThat(foreign.status()).as(foreign.body()).isBetween(200, 299);
            }
            Deployment deployment = scene.deploy();
            scene.waitForMessage(deployment);
            JsonNode check =
                    new CheckRuns(scene.githubCalls()).waitFor(deployment.run().sha());
            Delivery own = scene.github().deliveries().get(0);
            ObjectNode click = examples.path(0).deepCopy();
            ((ObjectNode) click.path("check_run"))
                    .put("id", check.path("id").asLong())
                    .put("head_sha", deployment.run().sha())
                    .put("external_id", check.path("external_id").asText());
            ((ObjectNode) click.path("check_run").path("app"))
                    .put("id", scene.github().app().id());
            ((ObjectNode) click.path("requested_action")).put("identifier", CheckRuns.button(check, "Approve"));
            ((ObjectNode) click.path("sender"))
                    .put("id", Someone.APPROVER_1.github().id())
                    .put("login", Someone.APPROVER_1.github().login());
            JsonNode ownPayload = read(own.payload().text());
            click.set("repository", ownPayload.path("repository"));
            click.set("installation", ownPayload.path("installation"));

            Hooks.of(scene).post("check_run", click.toString());

            scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
        }
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
