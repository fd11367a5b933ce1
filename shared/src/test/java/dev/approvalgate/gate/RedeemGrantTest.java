package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RedeemGrantTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    static ReasonCode refusal(World world, FakeIdentity identity) {
        return refusal(world, identity.assertion(world.clock.instant()));
    }

    private static ReasonCode refusal(World world, Assertion assertion) {
        return refusal(() -> world.gate.requests().redeem(assertion));
    }

    static ReasonCode refusal(Runnable redeeming) {
        try {
            redeeming.run();
        } catch (GateException e) {
            return e.reason();
        }
        throw new AssertionError("a token left");
    }

    private static List<TokenEvent.Minted> minted(World world, RequestId id) {
        return world.store.eventsOf(id.value(), TokenEvent.Minted.class);
    }

    private static List<TokenEvent.Minted> live(World world, RequestId id) {
        return TokenGrant.of(world.store.read(id.value()).events()).live(world.clock.instant());
    }

    @Test
    void mintsForTheJobThatProvesItself() {
        var world = new World();
        RequestId id = world.approved();
        DeployToken token = world.redeem(JOB);
        assertThat(minted(world, id)).singleElement().satisfies(event -> {
            assertThat(event.token()).isEqualTo(token.value().sha256());
            assertThat(event.job()).isEqualTo("7001");
            assertThat(event.expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(15)));
        });
        assertThat(world.tokens.issued()).singleElement().satisfies(claims -> {
            assertThat(claims.subject()).isEqualTo(PolicyBuilder.IDENTITY);
            assertThat(claims.audience()).isEqualTo("https://deploy.example.com");
            assertThat(claims.approval())
                    .containsEntry("request_id", id.value())
                    .containsEntry("environment", "production")
                    .containsEntry("commit", FakeIdentity.COMMIT)
                    .containsEntry("run_attempt", 1);
            assertThat(claims.algorithm()).as("the gate's own choice").isNull();
        });
    }

    @Test
    void theRuleSaysWhatItsTokensAreSignedWith() {
        var world = new World(PolicyBuilder.production().algorithm("RS256"));
        world.approved();
        world.redeem(JOB);
        assertThat(world.tokens.issued())
                .singleElement()
                .extracting(TokenIssuer.Claims::algorithm)
                .isEqualTo("RS256");
    }

    @Test
    void theActorIsTheWorkload_andAwsIsToldTheApprovalInItsOwnForm() {
        var world = new World();
        RequestId id = world.approved();
        world.redeem(JOB);
        Map<String, Object> approval = world.tokens.issued().get(0).approval();
        assertThat(approval)
                .containsEntry("act", Map.of("sub", JOB.workload().key().toString()));
        assertThat(approval.get("https://aws.amazon.com/tags"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .satisfies(tags -> {
                    assertThat(tags.get("principal_tags"))
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsEntry("request_id", List.of(id.value()))
                            .containsEntry("environment", List.of("production"))
                            .containsEntry(
                                    "repository", List.of(JOB.workload().key().projectId()))
                            .containsEntry("commit", List.of(FakeIdentity.COMMIT))
                            .containsEntry("approvers", List.of("1"))
                            .containsEntry("break_glass", List.of("false"));
                    assertThat(tags.get("transitive_tag_keys"))
                            .asInstanceOf(InstanceOfAssertFactories.LIST)
                            .contains("environment", "request_id");
                });
    }

    @Test
    void anotherAskOfTheSameRunHidesNoApproval() {
        var world = new World();
        RequestId id = world.approved();
        // Any job of the run can ask by the API, such as one that runs others' code.
        world.gate
                .requests()
                .open(new Opening(
                        JOB.workload(),
                        new HostRef(HostRef.API, Map.of()),
                        "7002",
                        null,
                        Action.DEPLOY,
                        FakeIdentity.PRODUCTION,
                        new Opening.Wishes(null, null, List.of(), Map.of(), List.of("not:mine"))));
        world.redeem(JOB);
        assertThat(minted(world, id)).hasSize(1);
    }

    @Test
    void threat20_onlyTheTokensHashIsRecorded() {
        var world = new World();
        world.approved();
        DeployToken token = world.redeem(JOB);
        assertThat(world.store.streams().toString())
                .doesNotContain(token.value().reveal());
        assertThat(token.toString()).doesNotContain(token.value().reveal());
    }

    @Test
    void waitingIsNoRefusalAndCostsNothing() {
        var world = new World();
        RequestId id = world.open();
        Assertion assertion = JOB.assertion(world.clock.instant());
        long version = world.store.read(id.value()).version();
        assertThat(refusal(world, assertion)).isEqualTo(ReasonCode.APPROVAL_PENDING);
        assertThat(refusal(world, assertion)).isEqualTo(ReasonCode.APPROVAL_PENDING);
        assertThat(world.store.read(id.value()).version()).isEqualTo(version);
        world.approve(id, Roles.APPROVER_1);
        assertThat(world.gate.requests().redeem(assertion).id()).isNotEmpty();
    }

    @Test
    void aRejectionIsTheReasonAndIsRecorded() {
        var world = new World();
        RequestId id = world.open();
        world.reject(id, Roles.APPROVER_1);
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.REJECTED_BY_PERSON);
        assertThat(world.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .singleElement()
                .extracting(TokenEvent.MintRefused::reason)
                .isEqualTo(ReasonCode.REJECTED_BY_PERSON);
        assertThat(world.tokens.issued()).isEmpty();
    }

    @Test
    void threat08_anotherCommitOrDefinitionIsNotWhatWasApproved() {
        var world = new World();
        world.approved();
        String other = "0".repeat(40);
        assertThat(refusal(world, JOB.commit(other, other))).isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
        assertThat(refusal(world, JOB.commit(FakeIdentity.COMMIT, other))).isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
        assertThat(refusal(world, JOB.commit(FakeIdentity.COMMIT, null))).isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
        assertThat(refusal(world, JOB.commit(null, null))).isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
        assertThat(world.tokens.issued()).isEmpty();
    }

    @Test
    void threat08_aDefinitionFromElsewhereIsRefusedEvenWhereTheApprovedOneWasUnknown() {
        var world = new World();
        var facts = world.changes.facts();
        world.changes.set(new dev.approvalgate.gate.port.ChangeSource.Facts(
                facts.commit(), null, facts.contributors(), facts.details(), facts.ownership()));
        world.approved();
        assertThat(refusal(world, JOB.commit(FakeIdentity.COMMIT, "0".repeat(40))))
                .isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
    }

    @Test
    void threat34_anotherWorkflowRunAttemptEnvironmentOrProjectGetsNothing() {
        var world = new World();
        world.approved();
        var key = FakeIdentity.KEY;
        assertThat(refusal(world, JOB.key(new WorkloadKey(key.issuer(), key.projectId(), ".github/workflows/x.yml"))))
                .isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
        assertThat(refusal(world, JOB.key(new WorkloadKey(key.issuer(), "4243", key.pipeline()))))
                .isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(refusal(world, JOB.key(new WorkloadKey("https://other.example", "4242", key.pipeline()))))
                .isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(refusal(world, JOB.run("1001", 2))).isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(refusal(world, JOB.run("1002", 1))).isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(refusal(world, JOB.environment("staging"))).isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(refusal(world, JOB.environment("рroduction"))).isEqualTo(ReasonCode.ENVIRONMENT_NAME_CONFUSABLE);
        assertThat(refusal(world, JOB.environment(null))).isEqualTo(ReasonCode.TOKEN_CLAIM_MISSING);
        assertThat(refusal(world, JOB.job(null))).isEqualTo(ReasonCode.TOKEN_CLAIM_MISSING);
        assertThat(world.tokens.issued()).isEmpty();
        assertThat(world.redeem(JOB.environment("PRODUCTION")).id()).isNotEmpty();
    }

    @Test
    void threat10_aRetryOfTheSameJobRevokesTheEarlierTokenAndMintsAnew() {
        var world = new World();
        RequestId id = world.approved();
        DeployToken first = world.redeem(JOB);
        DeployToken second = world.redeem(JOB);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .singleElement()
                .extracting(TokenEvent.Revoked::id)
                .isEqualTo(first.id());
        assertThat(live(world, id)).extracting(TokenEvent.Minted::id).containsExactly(second.id());
    }

    @Test
    void threat10_anotherJobBeyondTheLimitGetsNothing() {
        var world = new World();
        world.approved();
        world.redeem(JOB);
        assertThat(refusal(world, JOB.job("7002"))).isEqualTo(ReasonCode.JOBS_EXHAUSTED);
        var two = new World(PolicyBuilder.production().maxJobs(2));
        two.approved();
        two.redeem(JOB);
        two.redeem(JOB.job("7002"));
        assertThat(refusal(two, JOB.job("7003"))).isEqualTo(ReasonCode.JOBS_EXHAUSTED);
        assertThat(two.redeem(JOB.job("7002")).id()).isNotEmpty();
    }

    @Test
    void threat10_jobsThatRedeemInTheSameMomentGetOneTokenEachAtMost() throws Exception {
        for (int round = 0; round < 20; round++) {
            var world = new World();
            RequestId id = world.approved();
            List<Callable<String>> race = List.of(
                    () -> outcome(world, JOB), () -> outcome(world, JOB.job("7002")), () -> outcome(world, JOB));
            Threads.together(race);
            assertThat(live(world, id)).hasSize(1);
            assertThat(TokenGrant.of(world.store.read(id.value()).events()).jobs())
                    .hasSize(1);
        }
    }

    private static String outcome(World world, FakeIdentity identity) {
        try {
            return world.redeem(identity).id();
        } catch (GateException e) {
            return e.reason().code();
        }
    }

    @Test
    void threat21_aRetryRevokesATokenThatOnlyOurClockTakesForExpired() {
        var world = new World();
        RequestId id = world.approved();
        DeployToken first = world.redeem(JOB);
        world.clock.step(Duration.ofMinutes(20));
        world.redeem(JOB);
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .extracting(TokenEvent.Revoked::id)
                .containsExactly(first.id());
    }

    @Test
    void threat21_aClockThatWasSetBackMintsNothing() {
        var world = new World();
        world.approved();
        world.clock.step(Duration.ofMinutes(-3));
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.CLOCK_BEHIND);
        world.clock.step(Duration.ofMinutes(2));
        assertThat(world.redeem(JOB).id()).isNotEmpty();
    }

    @Test
    void anAssertionIsGoodForOneToken() {
        var world = new World();
        RequestId id = world.approved();
        Assertion assertion = JOB.assertion(world.clock.instant());
        world.gate.requests().redeem(assertion);
        assertThat(refusal(world, assertion)).isEqualTo(ReasonCode.TOKEN_REPLAYED);
        assertThat(minted(world, id)).hasSize(1);
    }

    @Test
    void threat19_anApproverWhoLeftTheGroupNoLongerCounts() {
        var world = new World();
        world.approved();
        world.policies.set(PolicyBuilder.production().without(Roles.APPROVER_1).build());
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_VOID);
        assertThat(world.tokens.issued()).isEmpty();
    }

    @Test
    void threat19_anAccountThatMayNoLongerVoteNoLongerCounts() {
        for (AccountStanding standing : List.of(
                AccountStanding.BOT, AccountStanding.GUEST, AccountStanding.DEACTIVATED, AccountStanding.UNKNOWN)) {
            var world = new World();
            world.approved();
            world.directory.says(Roles.slack(Roles.APPROVER_1), standing);
            assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_VOID);
        }
    }

    @Test
    void aPipelineThatWasStoppedAfterTheApprovalGetsNothing() {
        var world = new World();
        world.approved();
        world.policies.set(PolicyBuilder.production()
                .state(RegisteredIdentity.State.SUSPENDED)
                .build());
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_VOID);
        world.policies.set(PolicyBuilder.production()
                .workload(new WorkloadKey("https://a.example", "1", "p"))
                .build());
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_VOID);
    }

    @Test
    void anApprovalGrowsOld() {
        var world = new World();
        world.approved();
        world.clock.step(Duration.ofHours(1).minusSeconds(1));
        DeployToken last = world.redeem(JOB);
        assertThat(last.expiresAt()).isEqualTo(world.clock.instant().plusSeconds(1));
        world.clock.step(Duration.ofSeconds(1));
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_STALE);
    }

    @Test
    void whatCannotBeReadMintsNothingAndClaimsNothing() {
        var world = new World();
        world.approved();
        Assertion assertion = JOB.assertion(world.clock.instant());
        world.directory.unreadable(true);
        assertThat(refusal(world, assertion)).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE);
        world.directory.unreadable(false);
        var policy = world.policies.current();
        world.policies.unreadable();
        assertThat(refusal(world, assertion)).isEqualTo(ReasonCode.POLICY_UNREADABLE);
        world.policies.set(policy);
        assertThat(world.gate.requests().redeem(assertion).id()).isNotEmpty();
    }

    @Test
    void onePolicyDecidesAWholeAttempt() {
        var world = new World();
        world.approved();
        var strict = world.policies.current();
        var lax = PolicyBuilder.production()
                .maxJobs(9)
                .token(Duration.ofDays(30), Duration.ofDays(30))
                .build();
        world.policies.answer(look -> look == 1 ? strict : lax);
        world.redeem(JOB);
        assertThat(world.policies.looks()).isEqualTo(1);
    }

    @Test
    void noTokenLeavesWhereItsHashIsNotRecorded() {
        var world = new World();
        RequestId id = world.approved();
        world.store.failNextCommits(1);
        assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.STORE_FAILED);
        assertThat(minted(world, id)).isEmpty();
        assertThat(live(world, id)).isEmpty();
    }

    @Test
    void theHashIsRecordedBeforeTheTokenLeaves() {
        var world = new World();
        RequestId id = world.approved();
        DeployToken token = world.redeem(JOB);
        assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                .hasSize(1);
        assertThat(minted(world, id))
                .extracting(TokenEvent.Minted::token)
                .containsExactly(token.value().sha256());
    }

    @Test
    void refusalsCannotFloodTheLedger() {
        var world = new World();
        RequestId id = world.open();
        world.reject(id, Roles.APPROVER_1);
        IntStream.range(0, 150).forEach(i -> assertThat(refusal(world, JOB)).isEqualTo(ReasonCode.REJECTED_BY_PERSON));
        assertThat(world.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .hasSize(100);
    }

    @Test
    void nothingIsRedeemedForARunThatNeverAsked() {
        var world = new World();
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.redeem(JOB))
                .withMessageContaining("1001/1");
    }
}
