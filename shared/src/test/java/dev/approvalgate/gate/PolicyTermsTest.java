package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.Duty;
import dev.approvalgate.domain.policy.Escalation;
import dev.approvalgate.domain.policy.Freeze;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy says besides who must say yes: when, how long, how often, and where it is shown. */
class PolicyTermsTest {

    private static ChangeWindow daily(int from, int to) {
        return new ChangeWindow(
                EnumSet.allOf(DayOfWeek.class), LocalTime.of(from, 0), LocalTime.of(to, 0), ZoneOffset.UTC, Set.of());
    }

    private static Optional<Outcome> outcome(World world, RequestId id) {
        return world.request(id).decision().map(decision -> decision.outcome());
    }

    private static int hour(World world) {
        return world.clock.instant().atZone(ZoneOffset.UTC).getHour();
    }

    @Test
    void anApprovalWaitsForItsWindowAndThenTakesEffectByItself() {
        var probe = new World();
        int opens = (hour(probe) + 2) % 24;
        var world = new World(PolicyBuilder.production().windows(daily(opens, (opens + 1) % 24)));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        assertThat(outcome(world, id)).isEmpty();
        world.pass(Duration.ofHours(2));
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);
    }

    @Test
    void aWindowThatDoesNotOpenInTimeRefusesAtOnce() {
        var probe = new World();
        int opens = (hour(probe) + 12) % 24;
        var world = new World(PolicyBuilder.production().windows(daily(opens, (opens + 1) % 24)));
        RequestId id = world.open();
        assertThat(outcome(world, id)).contains(Outcome.REFUSED);
        assertThat(world.request(id).decision().orElseThrow().reason()).isEqualTo(ReasonCode.WINDOW_CLOSED);
    }

    @Test
    void aFreezeRefusesAtOnce_andVoidsWhatWasApprovedBefore() {
        var world = new World();
        RequestId id = world.approved();
        var begins = world.clock.instant();
        var frozen = PolicyBuilder.production()
                .freeze(new Freeze(
                        "closing", begins, begins.plus(Duration.ofDays(1)), Set.of(), "closing of the year"));
        world.policies.set(frozen.build());
        assertThat(RedeemGrantTest.refusal(world, FakeIdentity.deploy())).isEqualTo(ReasonCode.APPROVAL_VOID);
        RequestId later = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1002", 1), "d-2", Opening.Wishes.NONE));
        assertThat(outcome(world, later)).contains(Outcome.REFUSED);
        assertThat(world.request(later).decision().orElseThrow().reason()).isEqualTo(ReasonCode.CHANGE_FROZEN);
        assertThat(world.request(id).decision().orElseThrow().outcome()).isEqualTo(Outcome.APPROVED);
    }

    @Test
    void aLeadTimeBeginsWithTheFirstSufficientVote_andANoStillStopsIt() {
        var world = new World(PolicyBuilder.production().leadTime(Duration.ofMinutes(10)));
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        world.clock.step(Duration.ofMinutes(6));
        world.approve(id, Roles.APPROVER_2);
        assertThat(outcome(world, id)).isEmpty();
        world.pass(Duration.ofMinutes(4));
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);

        var stopped = new World(PolicyBuilder.production().leadTime(Duration.ofMinutes(10)));
        RequestId other = stopped.open();
        stopped.approve(other, Roles.APPROVER_1);
        stopped.reject(other, Roles.APPROVER_2);
        stopped.pass(Duration.ofMinutes(10));
        assertThat(outcome(stopped, other)).contains(Outcome.REJECTED);
    }

    @Test
    void aNamedLowRiskCaseIsLetThroughAndRecordedAsSuch() {
        var world = new World(PolicyBuilder.production().requires(new Requirement.Automatic("documentation only")));
        RequestId id = world.open();
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);
        assertThat(world.request(id).decision().orElseThrow().by()).isEmpty();
        assertThat(world.request(id).settledBecause().orElseThrow().parts())
                .anyMatch(part -> part.requirement().equals("approved automatically")
                        && part.observed().equals("documentation only"));
        assertThat(world.request(id).published()).hasSize(1);
        assertThat(world.redeem(FakeIdentity.deploy())).isNotNull();
    }

    @Test
    void aNewerRequestTakesThePlaceOfAnOlderOne() {
        var world = new World(PolicyBuilder.production().supersedes());
        RequestId older = world.open();
        RequestId newer = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1002", 1), "d-2", Opening.Wishes.NONE));
        world.drain();
        assertThat(outcome(world, older)).contains(Outcome.SUPERSEDED);
        assertThat(outcome(world, newer)).isEmpty();
        assertThat(world.approve(older, Roles.APPROVER_1)).contains(ReasonCode.VOTE_TOO_LATE);
    }

    @Test
    void threat30_anIdentityAsksOnlySoOften() {
        var world = new World(PolicyBuilder.production().rate(2, Duration.ofHours(1)));
        for (int run = 1; run <= 2; run++) {
            world.gate
                    .requests()
                    .open(world.opening(FakeIdentity.deploy().run("200" + run, 1), "d-" + run, Opening.Wishes.NONE));
        }
        var third = world.opening(FakeIdentity.deploy().run("2003", 1), "d-3", Opening.Wishes.NONE);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().open(third))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.TOO_MANY_REQUESTS);
        world.clock.step(Duration.ofHours(2));
        assertThat(world.gate.requests().open(third)).isNotNull();
    }

    @Test
    void whatStillWaitsIsShownElsewhereToo_andWhatIsDecidedIsNot() {
        var second = new ChannelAddress("slack", "C0000000002");
        var escalation = new Escalation(Duration.ofHours(1), List.of(second));
        var world = new World(PolicyBuilder.production().escalates(escalation));
        RequestId id = world.open();
        assertThat(world.request(id).published()).doesNotContainKey(second);
        world.pass(Duration.ofHours(1));
        assertThat(world.request(id).published()).containsKey(second);

        var decided = new World(PolicyBuilder.production().escalates(escalation));
        RequestId other = decided.approved();
        decided.pass(Duration.ofHours(1));
        assertThat(decided.request(other).published()).doesNotContainKey(second);
        assertThat(decided.request(other).givenUp()).isEmpty();
    }

    @Test
    void aPendingRequestMustSatisfyThePolicyItWasOpenedUnderAndTheNewOne() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        world.policies.set(PolicyBuilder.production().count(1).build());
        world.approve(id, Roles.APPROVER_1);
        assertThat(outcome(world, id)).isEmpty();
        world.approve(id, Roles.APPROVER_2);
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);

        var tightened = new World();
        RequestId other = tightened.open();
        tightened.policies.set(PolicyBuilder.production().count(2).build());
        tightened.approve(other, Roles.APPROVER_1);
        assertThat(outcome(tightened, other)).isEmpty();
        tightened.approve(other, Roles.APPROVER_3);
        assertThat(outcome(tightened, other)).contains(Outcome.APPROVED);
    }

    @Test
    void severalGroupsAreCountedEachForItself_andAlternativesAsOne() {
        var both = new Requirement.AllOf(List.of(
                new Requirement.Approvals(new Approvers.Groups(Set.of("security")), 1),
                new Requirement.Approvals(new Approvers.Groups(Set.of("operations")), 1)));
        var world = new World(PolicyBuilder.production()
                .group("security", Roles.APPROVER_1)
                .group("operations", Roles.APPROVER_2)
                .allows(Duty.OWNER)
                .requires(both));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_3)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
        world.approve(id, Roles.APPROVER_1);
        assertThat(outcome(world, id)).isEmpty();
        world.approve(id, Roles.APPROVER_2);
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);

        var either = new World(PolicyBuilder.production()
                .group("security", Roles.APPROVER_1)
                .group("operations", Roles.APPROVER_2)
                .allows(Duty.OWNER)
                .requires(new Requirement.AtLeast(1, both.parts())));
        RequestId other = either.open();
        either.approve(other, Roles.APPROVER_2);
        assertThat(outcome(either, other)).contains(Outcome.APPROVED);
    }

    @Test
    void ownersComeInByTheirOwnGroupOnly() {
        var world = new World(PolicyBuilder.production()
                .group("security", Roles.APPROVER_1, Roles.OUTSIDER)
                .requires(new Requirement.Approvals(new Approvers.Groups(Set.of("security")), 1)));
        RequestId id = world.open();
        assertThat(world.approve(id, Roles.APPROVER_1)).contains(ReasonCode.VOTER_IS_OWNER);
        assertThat(world.approve(id, Roles.OUTSIDER)).isEmpty();
        assertThat(outcome(world, id)).contains(Outcome.APPROVED);
    }
}
