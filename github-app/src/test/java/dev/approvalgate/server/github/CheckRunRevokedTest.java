package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.server.loopback.Exchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GitHub shows, and is told, of an approval that was taken back. */
class CheckRunRevokedTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static VoteAttempt click(Bench bench, Vote.Kind kind, String key) {
        ApprovalRequest request = bench.onlyRequest();
        return new VoteAttempt(
                request.ask().id(),
                Account.github(bench.settings.realm(), bench.approver.id()),
                kind,
                "slack",
                request.ask().change().digest().prefix(),
                request.shownIn(GitHubCheckChannel.addressOf(request.ask().host()))
                        .orElseThrow()
                        .prefix(),
                "the `wrong` build",
                key,
                Map.of());
    }

    private static Bench asked(boolean isPrivate) {
        var bench = new Bench(isPrivate, policy -> policy);
        bench.deploy();
        bench.bring();
        return bench;
    }

    private static void approve(Bench bench) {
        assertThat(bench.gate.reviews().vote(click(bench, Vote.Kind.APPROVE, "one")))
                .isEmpty();
    }

    private static void revoke(Bench bench) {
        assertThat(bench.gate.reviews().revoke(click(bench, Vote.Kind.REJECT, "two")))
                .isEmpty();
        bench.bring();
    }

    private static List<JsonNode> sent(Bench bench, String path) {
        return bench.github.server().journal().stream()
                .filter(exchange ->
                        !exchange.method().equals("GET") && exchange.path().contains(path))
                .map(Exchange::body)
                .map(CheckRunRevokedTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode last(Bench bench, String path) {
        List<JsonNode> sent = sent(bench, path);
        return sent.get(sent.size() - 1);
    }

    @Test
    void theCheckFails_andSaysWhoAndWhyInAPrivateRepository() {
        try (Bench bench = asked(true)) {
            approve(bench);
            bench.bring();
            assertThat(last(bench, "/check-runs").path("conclusion").asText()).isEqualTo("success");
            int answers = sent(bench, "/deployment_protection_rule").size();
            revoke(bench);
            JsonNode check = last(bench, "/check-runs");
            assertThat(check.path("conclusion").asText()).isEqualTo("failure");
            assertThat(check.path("actions")).isEmpty();
            assertThat(check.path("output").path("title").asText()).isEqualTo("Approval revoked");
            assertThat(check.path("output").path("summary").asText())
                    .contains("**Revoked by ` Name of approver-1 ` at ", "`` the `wrong` build ``");
            // GitHub was told already, and lets nobody take that back.
            assertThat(sent(bench, "/deployment_protection_rule")).hasSize(answers);
        }
    }

    @Test
    void inAPublicRepositoryNeitherNameNorReasonIsTold() {
        try (Bench bench = asked(false)) {
            approve(bench);
            bench.bring();
            revoke(bench);
            JsonNode check = last(bench, "/check-runs");
            assertThat(check.path("conclusion").asText()).isEqualTo("failure");
            assertThat(check.toString())
                    .contains("Revoked by a reviewer at")
                    .doesNotContain("Name of", "approver-1", "wrong");
        }
    }

    @Test
    void aDeploymentThatStillWaitsIsTurnedAway() {
        try (Bench bench = asked(true)) {
            approve(bench);
            revoke(bench);
            JsonNode answer = last(bench, "/deployment_protection_rule");
            assertThat(answer.path("state").asText()).isEqualTo("rejected");
            assertThat(answer.path("comment").asText()).contains("Revoked by ` Name of approver-1 `");
        }
    }
}
