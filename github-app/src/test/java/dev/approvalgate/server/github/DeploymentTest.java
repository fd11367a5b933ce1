package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.sandbox.github.Delivery;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.github.PayloadStyle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment waits, people answer on its check run, and GitHub is told. */
class DeploymentTest {

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aDeploymentIsApprovedOnItsCheckRunAndGoesOn(boolean shaAndRef, boolean deployment) {
        bench.github.payloadStyle(new PayloadStyle(shaAndRef, deployment));
        Job job = bench.deploy();
        bench.bring();
        assertThat(job.comments()).singleElement().asString().startsWith("**Waiting for a person's decision**");

        bench.click(bench.onlyRequest(), "a", bench.approver);

        ApprovalRequest request = bench.onlyRequest();
        assertThat(request.decision().orElseThrow().outcome()).isEqualTo(Outcome.APPROVED);
        assertThat(job.state()).isEqualTo(JobState.IN_PROGRESS);
        assertThat(request.delivered()).isEqualTo(1);
        assertThat(job.comments().get(1))
                .contains("Approved by ` Name of approver-1 `")
                .contains(request.ask().id().value());
    }

    @Test
    void aRejectionFailsTheJob() {
        Job job = bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "r", bench.approver);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(bench.onlyRequest().decision().orElseThrow().outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void theAuthorDoesNotCountOnGitHubEither() {
        Job job = bench.deploy();
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.author);
        assertThat(bench.onlyRequest().refusedVotes())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(ReasonCode.VOTER_IS_CONTRIBUTOR));
        assertThat(job.state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void twoJobsOfOneRunAreOneRequestAndOneAnswerLetsBothGo() {
        Job first = bench.deploy();
        Job second = first.run().job("deploy elsewhere", Bench.ENVIRONMENT);
        bench.bring();
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(first.state()).isEqualTo(JobState.IN_PROGRESS);
        assertThat(second.state()).isEqualTo(JobState.IN_PROGRESS);
    }

    @Test
    void anAnswerThatArrivedWithoutOurHearingSoIsNotRepeated() {
        Job job = bench.deploy();
        bench.bring();
        bench.loseOnce("POST", "/deployment_protection_rule");
        bench.click(bench.onlyRequest(), "a", bench.approver);
        bench.pass(Duration.ofMinutes(1));
        assertThat(job.state()).isEqualTo(JobState.IN_PROGRESS);
        assertThat(bench.onlyRequest().delivered()).isEqualTo(1);
        assertThat(bench.calls("POST", "/deployment_protection_rule")).isEqualTo(2); // the comment, and one answer
    }

    @Test
    void anAnswerIsRepeatedWhileGitHubFails() {
        Job job = bench.deploy();
        bench.bring();
        bench.failOnce("/pending_deployments", Answer.json(502, "{}"));
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(job.state()).isEqualTo(JobState.WAITING);
        bench.pass(Duration.ofMinutes(1));
        assertThat(job.state()).isEqualTo(JobState.IN_PROGRESS);
    }

    @Test
    void aCancelledRunWithdrawsItsRequest() {
        Job job = bench.deploy();
        bench.bring();
        job.run().cancel();
        bench.bring();
        assertThat(bench.onlyRequest().decision().orElseThrow().reason()).isEqualTo(ReasonCode.CANCELLED_BY_HOST);
    }

    @Test
    void whatAnAdministratorLetPassIsNotAnswered() {
        Job job = bench.deploy();
        bench.bring();
        job.bypass(bench.other, "urgent");
        bench.click(bench.onlyRequest(), "a", bench.approver);
        assertThat(bench.calls("POST", "/deployment_protection_rule")).isEqualTo(1);
        assertThat(bench.onlyRequest().delivered()).isEqualTo(1);
    }

    @Test
    void threat09_aReRunAsksAgainAndTheOldApprovalDoesNotReachIt() {
        Job job = bench.deploy();
        bench.bring();
        ApprovalRequest first = bench.onlyRequest();
        bench.failOnce("/pending_deployments", Answer.json(500, "{}"));
        bench.click(first, "a", bench.approver); // decided, and not delivered yet
        job.run().cancel();
        job.run().rerun(bench.other);
        bench.pass(Duration.ofMinutes(1));
        Job again = job.run().jobs().get(0);
        assertThat(again.state()).isEqualTo(JobState.WAITING);
        bench.bring();
        assertThat(bench.requests()).hasSize(2);
        assertThat(again.state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void theEndOfAnAttemptThatIsHeardOfLateClosesThatAttemptOnly() {
        Job job = bench.deploy();
        bench.bring();
        ApprovalRequest first = bench.onlyRequest();
        bench.click(first, "a", bench.approver);
        bench.gate.requests().redeem(proof(first, job));
        assertThat(unrevoked(first)).hasSize(1);
        job.run().complete("success");
        Delivery ended = bench.github.deliveries().get(0);
        bench.hold(ended);
        job.run().rerun(bench.other);
        bench.bring();
        ApprovalRequest second = bench.request(bench.requests().get(0).id());
        assertThat(second.ask().requester().run().attempt()).isEqualTo(2);
        bench.bring(ended);
        bench.drain.all();
        assertThat(unrevoked(first)).isEmpty();
        bench.click(second, "a", bench.approver);
        assertThat(bench.request(second.ask().id()).decision().orElseThrow().allows())
                .isTrue();
    }

    private List<TokenEvent.Minted> unrevoked(ApprovalRequest request) {
        return TokenGrant.of(bench.store.read(request.ask().id().value()).events())
                .unrevoked();
    }

    /** What the job's own identity token proves. */
    private Assertion proof(ApprovalRequest request, Job job) {
        Requester requester = request.ask().requester();
        String commit = request.ask().change().binding().commit();
        return new Assertion(
                WorkloadIdentity.attested(requester.workload(), requester.subject(), requester.run(), Map.of()),
                "jti-1",
                bench.clock.instant().plusSeconds(300),
                Bench.ENVIRONMENT,
                commit,
                Long.toString(job.id()),
                commit);
    }
}
