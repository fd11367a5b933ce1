package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Exchange;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Check runs as reviewers meet them, and what a click on one may do. */
class CheckRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    private void with(boolean isPrivate, UnaryOperator<PolicyBuilder> policy) {
        bench.close();
        bench = new Bench(isPrivate, policy);
    }

    /** What was sent to make or change check runs, oldest first. */
    private List<JsonNode> sent() {
        return bench.github.server().journal().stream()
                .filter(exchange ->
                        !exchange.method().equals("GET") && exchange.path().contains("/check-runs"))
                .map(Exchange::body)
                .map(CheckRunTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode last() {
        return sent().get(sent().size() - 1);
    }

    private static String summary(JsonNode check) {
        return check.path("output").path("summary").asText();
    }

    @Test
    void aWaitingRequestHasTwoButtonsWithinGitHubsLimits() {
        bench.deploy();
        bench.bring();
        JsonNode check = sent().get(0);
        assertThat(check.path("name").asText()).isEqualTo("Approval for Production");
        assertThat(check.path("status").asText()).isEqualTo("completed");
        assertThat(check.path("conclusion").asText()).isEqualTo("action_required");
        assertThat(check.path("external_id").asText())
                .isEqualTo(bench.onlyRequest().ask().id().value());
        assertThat(check.path("actions")).hasSize(2).allSatisfy(action -> {
            assertThat(action.path("label").asText()).hasSizeBetween(1, 20);
            assertThat(action.path("description").asText()).hasSizeBetween(1, 40);
            assertThat(action.path("identifier").asText()).matches("[ar]:[0-9a-f]{16}");
        });
        assertThat(summary(check)).contains("` Change the app `", "` src/App.java `", "1 more approval");
    }

    @Test
    void whenItSettlesTheButtonsGoAndTheOutcomeStays() {
        bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(last().path("conclusion").asText()).isEqualTo("success");
        assertThat(last().path("actions").isArray()).isTrue();
        assertThat(last().path("actions")).isEmpty();
        assertThat(summary(last())).contains("Approved by ` Name of approver-1 `");
    }

    @Test
    void oneVoteOfTwoIsShownAndTheButtonsStay() {
        with(true, policy -> policy.count(2));
        bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(last().path("conclusion").asText()).isEqualTo("action_required");
        assertThat(last().path("output").path("title").asText()).isEqualTo("Waiting: 1 of 2 approvals");
        assertThat(last().path("actions")).hasSize(2);
    }

    @Test
    void inAPublicRepositoryNobodyIsNamed() {
        with(false, policy -> policy);
        bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(sent())
                .hasSizeGreaterThan(1)
                .allSatisfy(check -> assertThat(check.toString())
                        .doesNotContain("Name of", "approver-1", "approver-2", PolicyBuilder.GROUP));
        assertThat(summary(last())).contains("Approved by 1 reviewer");
    }

    @Test
    void whereAReasonIsNeededALinkStandsInPlaceOfAButton() {
        with(true, policy -> policy.voteReason(VoteReason.ON_REJECT).count(2));
        bench.deploy();
        bench.bring();
        assertThat(sent().get(0).path("actions")).hasSize(1);
        assertThat(summary(sent().get(0))).contains("A rejection needs a reason");
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(summary(last())).contains("[answer in slack](");
    }

    @Test
    void whereEveryVoteNeedsAReasonThereAreNoButtons() {
        with(true, policy -> policy.voteReason(VoteReason.ALWAYS));
        bench.deploy();
        bench.bring();
        assertThat(sent().get(0).path("actions")).isEmpty();
    }

    @Test
    void threat17_untrustedTextStandsInCodeSpans() {
        Commit commit = bench.repo.commit(
                bench.author,
                "![x](http://evil/p.png) @acme/everyone <img src=x> `</code>` \u202Egnp",
                FileEdit.put("docs/`@acme`.md", "x\n"));
        bench.deploy(commit);
        bench.bring();
        assertThat(summary(sent().get(0)))
                .contains("`` ![x](http://evil/p.png) @acme/everyone <img src=x> `</code>` ⟦U+202E⟧gnp ``")
                .contains("`` docs/`@acme`.md ``");
    }

    @Test
    void aCheckRunThatWasMadeWithoutOurHearingSoIsFoundAgain() {
        bench.loseOnce("POST", "/check-runs");
        bench.deploy();
        bench.bring();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.calls("POST", "/check-runs")).isEqualTo(1);
        assertThat(bench.onlyRequest().published())
                .containsKey(
                        GitHubCheckChannel.addressOf(bench.onlyRequest().ask().host()));
    }

    @Test
    void publishingIsTriedAgainWhileGitHubFails() {
        bench.failOnce("/check-runs", Answer.json(503, "{}"));
        bench.deploy();
        bench.bring();
        bench.pass(Duration.ofMinutes(1));
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.calls("POST", "/check-runs")).isEqualTo(1);
    }

    @Test
    void aRenamedRepositoryIsStillAnswered() {
        Job job = bench.deploy();
        bench.bring();
        ApprovalRequest request = bench.onlyRequest();
        bench.repo.rename("billing");
        bench.github.server().intercept(new dev.approvalgate.server.loopback.Interceptor() {
            @Override
            public java.util.Optional<Answer> before(dev.approvalgate.server.loopback.Call call) {
                return call.path().startsWith("/repos/acme/payments/")
                        ? java.util.Optional.of(Answer.redirect(bench.github.base()
                                + call.path().replace("/repos/acme/payments/", "/repos/acme/billing/")))
                        : java.util.Optional.empty();
            }
        });
        bench.click(request, "a", bench.approver);
        assertThat(job.state()).isEqualTo(JobState.IN_PROGRESS);
        assertThat(last().path("conclusion").asText()).isEqualTo("success");
    }

    @Test
    void threat04_aBotsClickDoesNotCount() {
        Job job = bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.bot);
        assertThat(bench.onlyRequest().isPending()).isTrue();
        assertThat(job.state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void threat05_aClickSentAgainHasNoSecondEffect() {
        with(true, policy -> policy.count(2));
        bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.approver);
        Delivery click = bench.github.deliveries().get(0);
        assertThat(bench.bring(click)).isEqualTo(WebhookIntake.Taken.DONE_BEFORE);
        bench.drain.all();
        assertThat(bench.onlyRequest().votes()).hasSize(1);
        assertThat(bench.onlyRequest().refusedVotes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/check_run/app/id",
                "/check_run/id",
                "/repository/id",
                "/check_run/head_sha",
                "/requested_action/identifier",
                "/check_run/external_id"
            })
    void aClickThatFitsOnlyAlmostHasNoEffect(String field) {
        bench.deploy();
        bench.bring();
        ApprovalRequest request = bench.onlyRequest();
        bench.github.clickCheckAction(
                bench.checkRun(request), "a:" + request.ask().change().digest().prefix(), bench.approver);
        var payload = (com.fasterxml.jackson.databind.node.ObjectNode)
                json(bench.github.deliveries().get(0).payload().text());
        var parent =
                (com.fasterxml.jackson.databind.node.ObjectNode) payload.at(field.substring(0, field.lastIndexOf('/')));
        String name = field.substring(field.lastIndexOf('/') + 1);
        if (parent.get(name).isNumber()) {
            parent.put(name, parent.get(name).longValue() + 1);
        } else {
            parent.put(name, parent.get(name).asText() + "0");
        }
        bench.intake.accept(UUID.randomUUID().toString(), "check_run", payload.toString());
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.onlyRequest().isPending()).isTrue();
        assertThat(bench.onlyRequest().votes()).isEmpty();
    }

    @Test
    void aButtonOfAnOlderChangeIsStale() {
        bench.deploy();
        bench.bring();
        ApprovalRequest request = bench.onlyRequest();
        bench.github.clickCheckAction(
                bench.checkRun(request), "a:" + request.ask().change().digest().prefix(), bench.approver);
        String payload = bench.github
                .deliveries()
                .get(0)
                .payload()
                .text()
                .replace(request.ask().change().digest().prefix(), "0123456789abcdef");
        bench.intake.accept(UUID.randomUUID().toString(), "check_run", payload);
        bench.drain.all();
        assertThat(bench.onlyRequest().refusedVotes())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(ReasonCode.VOTE_STALE_VIEW));
    }
}
