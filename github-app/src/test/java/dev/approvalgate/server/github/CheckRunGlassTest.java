package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.server.loopback.Exchange;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a check run and the answer to GitHub say of an emergency. */
class CheckRunGlassTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static PolicyBuilder policy(PolicyBuilder policy) {
        return policy.count(2)
                .group("responders", named("approver-1"))
                .group("auditors", named("approver-2"))
                .breakGlass(new BreakGlass(
                        Set.of("responders"), false, Duration.ofMinutes(5), Duration.ofDays(2), Set.of("auditors")));
    }

    /** Already in the policy under this id. */
    private static Person named(String id) {
        return new Person(new PersonId(id), id, Set.of());
    }

    private static Bench asked(boolean isPrivate) {
        var bench = new Bench(isPrivate, CheckRunGlassTest::policy);
        bench.deploy();
        bench.bring();
        return bench;
    }

    private static VoteAttempt click(Bench bench, long user, String key) {
        ApprovalRequest request = bench.onlyRequest();
        return new VoteAttempt(
                request.ask().id(),
                Account.github(bench.settings.realm(), user),
                Vote.Kind.APPROVE,
                "slack",
                request.ask().change().digest().prefix(),
                request.shownIn(GitHubCheckChannel.addressOf(request.ask().host()))
                        .orElseThrow()
                        .prefix(),
                "payments `are` down",
                key,
                Map.of());
    }

    private static Bench broken(boolean isPrivate) {
        Bench bench = asked(isPrivate);
        assertThat(bench.gate.reviews().breakGlass(click(bench, bench.approver.id(), "one")))
                .isEmpty();
        bench.bring();
        return bench;
    }

    private static void review(Bench bench) {
        assertThat(bench.gate.reviews().reviewEmergency(click(bench, bench.other.id(), "two")))
                .isEmpty();
        bench.bring();
    }

    private static JsonNode last(Bench bench, String path) {
        return bench.github.server().journal().stream()
                .filter(exchange ->
                        !exchange.method().equals("GET") && exchange.path().contains(path))
                .map(Exchange::body)
                .reduce((older, newer) -> newer)
                .map(CheckRunGlassTest::json)
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String title(Bench bench) {
        return last(bench, "/check-runs").path("output").path("title").asText();
    }

    private static String summary(Bench bench) {
        return last(bench, "/check-runs").path("output").path("summary").asText();
    }

    @Test
    void thereIsNoButtonForItButALinkToWhereItCanBeDone() {
        try (Bench bench = asked(true)) {
            bench.click(bench.onlyRequest(), "a", bench.other);
            assertThat(last(bench, "/check-runs").path("actions")).hasSize(2);
            assertThat(summary(bench)).contains("In an emergency", "[break glass in slack](");
        }
    }

    @Test
    void whoWhyAndUntilWhenIsToldInAPrivateRepository() {
        try (Bench bench = broken(true)) {
            assertThat(last(bench, "/check-runs").path("conclusion").asText()).isEqualTo("success");
            assertThat(last(bench, "/check-runs").path("actions")).isEmpty();
            assertThat(title(bench)).isEqualTo("Approved by break-glass, to be reviewed");
            assertThat(summary(bench))
                    .contains("Approved by ` Name of approver-1 ` alone, by break-glass")
                    .contains("`` payments `are` down ``")
                    .contains("by ` Name of approver-2 `");
            JsonNode told = last(bench, "/deployment_protection_rule");
            assertThat(told.path("state").asText()).isEqualTo("approved");
            assertThat(told.path("comment").asText()).contains("alone, by break-glass", "Others have to review it");
            review(bench);
            assertThat(summary(bench)).contains("**Reviewed** by ` Name of approver-2 `");
            assertThat(title(bench)).isEqualTo("Approved by break-glass");
        }
    }

    @Test
    void inAPublicRepositoryItIsToldWithoutNamesAndReasons() {
        try (Bench bench = broken(false)) {
            bench.pass(Duration.ofDays(2));
            assertThat(title(bench)).isEqualTo("Approved by break-glass, review overdue");
            assertThat(summary(bench))
                    .contains("Approved by 1 reviewer alone, by break-glass", "**Review overdue** since");
            review(bench);
            assertThat(summary(bench)).contains("**Reviewed** by a reviewer");
            assertThat(bench.github.server().journal().stream()
                            .filter(exchange -> !exchange.method().equals("GET"))
                            .filter(exchange -> exchange.path().contains("/check-runs")
                                    || exchange.path().endsWith("/deployment_protection_rule"))
                            .map(Exchange::body))
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(body)
                            .doesNotContain("Name of", "approver-1", "approver-2", "` down", "auditors", "responders"));
        }
    }
}
