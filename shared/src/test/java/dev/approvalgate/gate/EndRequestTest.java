package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.Opening.Wishes;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingSink.Told;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndRequestTest {

    private static Optional<Decision.Outcome> outcome(World world, RequestId id) {
        return world.request(id).decision().map(Decision::outcome);
    }

    @Test
    void expiresAtTheDeadlineAndTellsTheHost() {
        var world = new World();
        RequestId id = world.open();
        world.pass(Duration.ofHours(8).minusNanos(1));
        assertThat(outcome(world, id)).isEmpty();
        world.pass(Duration.ofNanos(1));
        assertThat(outcome(world, id)).contains(Decision.Outcome.EXPIRED);
        assertThat(world.host.told()).endsWith(new Told(id, "expired"));
    }

    @Test
    void threat21_aTimerThatFiresEarlyBecauseTheClockJumpedWaitsForTheDeadline() {
        var world = new World();
        RequestId id = world.open();
        world.clock.step(Duration.ofHours(9));
        world.store.beforeCommit(commit -> {});
        var due = world.store.work().lease(world.clock.instant(), Duration.ofMinutes(2), 10);
        assertThat(due).hasSize(1);
        world.clock.step(Duration.ofHours(-9));
        world.store.work().reclaim();
        world.clock.step(Duration.ofHours(8).minusSeconds(30));
        world.drain();
        assertThat(outcome(world, id)).isEmpty();
        world.pass(Duration.ofSeconds(30));
        assertThat(outcome(world, id)).contains(Decision.Outcome.EXPIRED);
    }

    @Test
    void anUnreadablePolicyDelaysNoEnd() {
        var world = new World();
        RequestId id = world.open();
        world.policies.unreadable();
        world.pass(Duration.ofHours(8));
        assertThat(outcome(world, id)).contains(Decision.Outcome.EXPIRED);
        assertThat(world.request(id).settledBecause().orElseThrow().reason()).isEqualTo(ReasonCode.POLICY_UNREADABLE);
    }

    @Test
    void theDeadlineOfADecidedRequestDoesNothing() {
        var world = new World();
        RequestId id = world.approved();
        world.pass(Duration.ofHours(8));
        assertThat(outcome(world, id)).contains(Decision.Outcome.APPROVED);
        assertThat(world.store.work().size()).isZero();
    }

    @Test
    void aWithdrawnRequestTakesNoVotesAndWithdrawingTwiceIsOnce() {
        var world = new World();
        RequestId id = world.open();
        world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_REQUESTER);
        world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_HOST);
        assertThat(outcome(world, id)).contains(Decision.Outcome.CANCELLED);
        assertThat(world.request(id).decision().orElseThrow().reason()).isEqualTo(ReasonCode.CANCELLED_BY_REQUESTER);
        assertThat(world.approve(id, Roles.APPROVER_1)).contains(ReasonCode.VOTE_TOO_LATE);
        assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                .hasSize(1);
    }

    @Test
    void withdrawingAnApprovedRequestChangesNothing() {
        var world = new World();
        RequestId id = world.approved();
        world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_HOST);
        assertThat(outcome(world, id)).contains(Decision.Outcome.APPROVED);
    }

    @Test
    void aCancelAndAnApprovalInTheSameMomentAreOneEnd() throws Exception {
        for (int round = 0; round < 20; round++) {
            var world = new World();
            RequestId id = world.open();
            Threads.<Object>together(List.of(
                    () -> world.approve(id, Roles.APPROVER_1),
                    () -> world.gate.requests().cancel(id, ReasonCode.CANCELLED_BY_HOST)));
            assertThat(world.store.eventsOf(id.value(), ApprovalEvent.Settled.class))
                    .hasSize(1);
        }
    }

    @Test
    void threat20_aJobThatGivesBackWhatItWasGivenTakesNothingFromTheOthersOfItsRun() {
        var world = new World(PolicyBuilder.production().maxJobs(2));
        RequestId id = world.approved();
        String first = world.redeem(FakeIdentity.deploy()).id();
        String other = world.redeem(FakeIdentity.deploy().job("7002")).id();
        world.gate.requests().giveBackAll(id, "7001");
        world.gate.requests().giveBackAll(id, "7001");
        world.gate.requests().giveBackAll(id, "7003");
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> {
                    assertThat(revoked.id()).isEqualTo(first);
                    assertThat(revoked.cause()).isEqualTo(DeathCause.REQUESTED);
                });
        assertThat(TokenGrant.of(world.store.read(id.value()).events()).unrevoked())
                .extracting(TokenEvent.Minted::id)
                .containsExactly(other);
    }

    @Test
    void aRunThatEndedTakesItsTokensAndWhatStillWaitsWithIt() {
        var world = new World(PolicyBuilder.production().maxJobs(2));
        RequestId approved = world.approved();
        world.redeem(FakeIdentity.deploy());
        world.redeem(FakeIdentity.deploy().job("7002"));
        RequestId waiting = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1001", 2), "deployment-2", Wishes.NONE));
        RequestId other = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1002", 1), "deployment-3", Wishes.NONE));
        world.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 2), ReasonCode.CANCELLED_BY_HOST);
        assertThat(TokenGrant.of(world.store.read(approved.value()).events()).live(world.clock.instant()))
                .isEmpty();
        assertThat(world.store.eventsOf(approved.value(), TokenEvent.Revoked.class))
                .hasSize(2)
                .allSatisfy(revoked -> assertThat(revoked.cause()).isEqualTo(DeathCause.RUN_ENDED));
        assertThat(outcome(world, waiting)).contains(Decision.Outcome.CANCELLED);
        assertThat(outcome(world, other)).isEmpty();
    }

    @Test
    void anAttemptThatEndedLateLeavesTheNextOneAlone() {
        var world = new World();
        RequestId first = world.approved();
        world.redeem(FakeIdentity.deploy());
        FakeIdentity again = FakeIdentity.deploy().run("1001", 2);
        RequestId second = world.gate.requests().open(world.opening(again, "deployment-2", Wishes.NONE));
        world.drain();
        world.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        assertThat(TokenGrant.of(world.store.read(first.value()).events()).unrevoked())
                .isEmpty();
        assertThat(outcome(world, second)).isEmpty();
        world.approve(second, Roles.APPROVER_1);
        assertThat(world.redeem(again).id()).isNotEmpty();
        world.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        assertThat(TokenGrant.of(world.store.read(second.value()).events()).unrevoked())
                .hasSize(1);
    }

    @Test
    void threat09_aRunThatEndedIsGivenNoTokenAnyMore() {
        var world = new World();
        RequestId id = world.approved();
        world.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        world.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        assertThatThrownBy(() -> world.redeem(FakeIdentity.deploy()))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CANCELLED_BY_HOST));
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Closed.class)).hasSize(1);
        assertThat(world.tokens.issued()).isEmpty();
    }

    @Test
    void anotherPipelinesRunOfTheSameNumberEndsNothing() {
        var world = new World();
        RequestId id = world.open();
        var other = new WorkloadKey(FakeIdentity.KEY.issuer(), FakeIdentity.KEY.projectId(), "other.yml");
        world.gate.requests().runEnded(other, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        assertThat(outcome(world, id)).isEmpty();
    }
}
