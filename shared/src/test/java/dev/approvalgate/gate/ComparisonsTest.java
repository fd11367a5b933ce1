package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was compared with a change whose approval is taken back afterwards. */
class ComparisonsTest {

    private static final FakeIdentity BAD = FakeIdentity.deploy();
    private static final FakeIdentity ON_TOP = BAD.run("1002", 1);

    private static World world(PolicyBuilder policy) {
        var world = new World(policy);
        world.changes.comparing();
        return world;
    }

    /** {@return a change that runs} */
    private static RequestId running(World world) {
        RequestId id = world.approved();
        world.redeem(BAD);
        return id;
    }

    /** {@return a change on top of it, which waits} */
    private static RequestId onTop(World world) {
        RequestId id = world.gate.requests().open(world.opening(ON_TOP, "deployment-2", Opening.Wishes.NONE));
        world.drain();
        return id;
    }

    private static void revoke(World world, RequestId id) {
        assertThat(world.gate
                        .reviews()
                        .revoke(world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.REJECT, "not what it says")))
                .isEmpty();
        world.drain();
    }

    @Test
    void threat39_nobodySaysYesToAComparisonWithWhatWasRevokedSince() {
        var world = world(PolicyBuilder.production());
        RequestId bad = running(world);
        RequestId waiting = onTop(world);
        revoke(world, bad);

        assertThat(world.approve(waiting, Roles.APPROVER_1)).contains(ReasonCode.BASELINE_REVOKED);

        assertThat(world.request(waiting).isPending()).isTrue();
        assertThat(world.store.eventsOf(waiting.value(), ApprovalEvent.VoteRefused.class))
                .extracting(ApprovalEvent.VoteRefused::reason)
                .containsExactly(ReasonCode.BASELINE_REVOKED);
        assertThat(world.reject(waiting, Roles.APPROVER_1)).as("a no is a no").isEmpty();
        assertThat(world.request(waiting).decision().orElseThrow().outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void threat39_whatWasApprovedBeforeTheRevocationIsNotMintedAfterIt() {
        var world = world(PolicyBuilder.production());
        RequestId bad = running(world);
        RequestId approved = onTop(world);
        world.approve(approved, Roles.APPROVER_1);
        revoke(world, bad);

        assertThat(RedeemGrantTest.refusal(world, ON_TOP)).isEqualTo(ReasonCode.BASELINE_REVOKED);

        assertThat(world.store.eventsOf(approved.value(), TokenEvent.MintRefused.class))
                .extracting(TokenEvent.MintRefused::reason)
                .containsExactly(ReasonCode.BASELINE_REVOKED);
        assertThat(world.store.eventsOf(approved.value(), TokenEvent.Minted.class))
                .isEmpty();
    }

    @Test
    void threat39_noEmergencyGoesPastItEither() {
        var terms = new BreakGlass(
                Set.of("responders"), false, Duration.ofMinutes(5), Duration.ofDays(2), Set.of("responders"));
        var world = world(PolicyBuilder.production()
                .group("responders", Roles.APPROVER_1, Roles.APPROVER_2)
                .breakGlass(terms));
        RequestId bad = running(world);
        RequestId waiting = onTop(world);
        revoke(world, bad);

        assertThat(world.gate
                        .reviews()
                        .breakGlass(world.click(
                                waiting, Roles.slack(Roles.APPROVER_1), Vote.Kind.APPROVE, "The shop is down.")))
                .contains(ReasonCode.BASELINE_REVOKED);
    }

    @Test
    void threat39_timeApprovesItNoMoreThanPeopleDo() {
        var world = world(PolicyBuilder.production().leadTime(Duration.ofMinutes(10)));
        RequestId bad = world.open();
        world.approve(bad, Roles.APPROVER_1);
        world.pass(Duration.ofMinutes(10));
        world.redeem(BAD);
        RequestId waiting = onTop(world);
        assertThat(world.approve(waiting, Roles.APPROVER_1)).isEmpty();
        revoke(world, bad);

        world.pass(Duration.ofMinutes(10));

        assertThat(world.request(waiting).isPending()).isTrue();
    }

    @Test
    void whoAsksAnewIsComparedWithWhatStillRuns() {
        var world = world(PolicyBuilder.production());
        RequestId bad = running(world);
        onTop(world);
        revoke(world, bad);

        RequestId again =
                world.gate.requests().open(world.opening(ON_TOP.run("1002", 2), "deployment-3", Opening.Wishes.NONE));
        world.drain();

        assertThat(world.approve(again, Roles.APPROVER_1)).isEmpty();
        assertThat(world.redeem(ON_TOP.run("1002", 2)).id()).isNotEmpty();
    }

    @Test
    void whatStillRunsIsComparedWithAsBefore() {
        var world = world(PolicyBuilder.production());
        running(world);
        RequestId waiting = onTop(world);

        assertThat(world.approve(waiting, Roles.APPROVER_1)).isEmpty();
        assertThat(world.redeem(ON_TOP).id()).isNotEmpty();
    }
}
