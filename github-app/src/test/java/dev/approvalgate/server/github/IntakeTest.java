package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.server.github.WebhookIntake.Taken;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.Job;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may come in, and what becomes of what is forged, malformed or sent twice. */
class IntakeTest {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String guid() {
        return UUID.randomUUID().toString();
    }

    /** The protection rule's payload of a waiting deployment, to be tampered with. */
    private ObjectNode payload() {
        bench.deploy();
        Delivery rule = bench.github.deliveries().stream()
                .filter(delivery -> delivery.event().equals("deployment_protection_rule"))
                .findFirst()
                .orElseThrow();
        try {
            return (ObjectNode) new ObjectMapper().readTree(rule.payload().text());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private void process(ObjectNode payload) {
        assertThat(bench.intake.accept(guid(), "deployment_protection_rule", payload.toString()))
                .isEqualTo(Taken.NEW);
        for (int i = 0; i < 6; i++) {
            bench.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void aRedeliveryIsProcessedWhereTheFirstOneCouldNotBe() {
        Job job = bench.deploy();
        bench.github.uninstall(bench.repo.owner());
        bench.bring();
        for (int i = 0; i < 6; i++) {
            bench.pass(Duration.ofMinutes(1));
        }
        assertThat(bench.requests()).isEmpty();
        assertThat(bench.events).contains("dropped undone host_fact_mismatch");
        // Nobody can be asked while the App is gone; what GitHub sends again afterwards is processed.
        assertThat(job.comments()).isEmpty();
        Delivery rule = bench.github.deliveries().stream()
                .filter(delivery -> delivery.event().equals("deployment_protection_rule"))
                .findFirst()
                .orElseThrow();
        assertThat(bench.bring(rule)).isEqualTo(Taken.AGAIN);
    }

    @Test
    void aDeliveryIsTriedAgainWhileGitHubFailsAndOpensOnce() {
        bench.failOnce("/pending_deployments", Answer.json(500, "{}"));
        bench.deploy();
        bench.bring();
        assertThat(bench.requests()).isEmpty();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.onlyRequest().isPending()).isTrue();
        Delivery rule = bench.github.deliveries().get(0);
        assertThat(bench.bring(rule)).isEqualTo(Taken.DONE_BEFORE);
    }

    @Test
    void whatMeansNothingToUsIsAcceptedAndNotStored() {
        assertThat(bench.intake.accept(guid(), "ping", "{}")).isEqualTo(Taken.NOT_OURS);
        assertThat(bench.intake.accept(guid(), "issues", "not even JSON")).isEqualTo(Taken.NOT_OURS);
        assertThat(bench.store.work().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{", "{\"a\":}", "\"text\"", "{} {", "{\"action\":\"a\",\"action\":\"b\"}"})
    void threat26_whatIsNoObjectIsRefusedAndNotStored(String body) {
        assertRefused(body, ReasonCode.REQUEST_MALFORMED);
    }

    @Test
    void threat26_whatIsNestedTooDeeplyIsRefusedAndNotStored() {
        assertRefused("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", ReasonCode.REQUEST_TOO_DEEP);
    }

    private void assertRefused(String body, ReasonCode reason) {
        assertThatThrownBy(() -> bench.intake.accept(guid(), "workflow_run", body))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(bench.store.work().size()).isZero();
    }

    @Test
    void aDeliveryWithoutAGuidIsRefused() {
        assertThatThrownBy(() -> bench.intake.accept("../../1", "workflow_run", "{}"))
                .isInstanceOf(GateException.class);
    }

    @Test
    void anEmptyPayloadIsDroppedWithAWarning() {
        bench.intake.accept(guid(), "deployment_protection_rule", "{\"action\":\"requested\"}");
        bench.intake.accept(guid(), "check_run", "{\"action\":\"requested_action\"}");
        bench.intake.accept(guid(), "workflow_run", "{\"action\":\"completed\"}");
        bench.intake.accept(guid(), "installation", "{\"action\":\"deleted\"}");
        bench.drain.all();
        assertThat(bench.store.work().size()).isZero();
        assertThat(bench.events).contains("dropped deployment_protection_rule request_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/repos/acme/payments/actions/runs/%d/deployment_protection_rule?x=1",
                "http://127.0.0.1:1/repos/acme/payments/actions/runs/%d/deployment_protection_rule/",
                "http://127.0.0.1:1/other/repos/acme/payments/actions/runs/%d/deployment_protection_rule",
                "file:///repos/acme/payments/actions/runs/%d/deployment_protection_rule",
                "http://127.0.0.1:1/repos/acme/payments/actions/runs/%d/../1/deployment_protection_rule"
            })
    void threat12_aForgedCallbackLeadsNowhere(String url) {
        ObjectNode payload = payload();
        long run = Long.parseLong(
                payload.path("deployment_callback_url").asText().replaceAll(".*/runs/([0-9]+)/.*", "$1"));
        payload.put("deployment_callback_url", String.format(url, run));
        process(payload);
        assertThat(bench.requests()).isEmpty();
    }

    @Test
    void threat12_theCallbacksHostIsNeverCalled() {
        ObjectNode payload = payload();
        String path = payload.path("deployment_callback_url").asText().replaceAll("^http://[^/]+", "");
        payload.put("deployment_callback_url", "http://127.0.0.1:1" + path);
        process(payload);
        // Only the run's id was taken from it; a call to that port would have failed.
        assertThat(bench.onlyRequest().isPending()).isTrue();
    }

    @Test
    void threat13_anEnvironmentThatDoesNotWaitIsNotAskedFor() {
        ObjectNode payload = payload();
        payload.put("environment", "staging");
        process(payload);
        assertThat(bench.requests()).isEmpty();
    }

    @Test
    void threat13_anotherRepositorysIdIsNotBelieved() {
        ObjectNode payload = payload();
        ((ObjectNode) payload.path("repository")).put("id", 4243);
        process(payload);
        assertThat(bench.requests()).isEmpty();
    }

    @Test
    void threat13_aRecycledNameIsNotTheOldRepository() {
        ObjectNode payload = payload();
        bench.repo.rename("old-payments");
        bench.github.repository("acme/payments", 9999, true);
        process(payload);
        assertThat(bench.requests()).isEmpty();
    }

    @Test
    void threat34_aNameOfLookAlikeLettersIsRefused() {
        ObjectNode payload = payload();
        payload.put("environment", "Pr\u043Eduction");
        process(payload);
        assertThat(bench.requests()).isEmpty();
        assertThat(bench.events).contains("dropped deployment_protection_rule environment_name_confusable");
    }

    @Test
    void theCommitIsTheRunsAndNotThePayloads() {
        ObjectNode payload = payload();
        payload.put("sha", "0".repeat(40));
        process(payload);
        assertThat(bench.onlyRequest().ask().change().binding().commit())
                .isNotEqualTo("0".repeat(40))
                .hasSize(40);
    }
}
