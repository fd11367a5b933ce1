package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Freeze;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmergenciesTest {

    private static BreakGlass terms(boolean ownChange) {
        return new BreakGlass(
                Set.of("responders"), ownChange, Duration.ofMinutes(5), Duration.ofDays(2), Set.of("auditors"));
    }

    private static PolicyBuilder policy(boolean ownChange) {
        return PolicyBuilder.production()
                .count(2)
                .group("responders", Roles.APPROVER_1, Roles.AUTHOR)
                .group("auditors", Roles.APPROVER_1, Roles.APPROVER_2)
                .breakGlass(terms(ownChange));
    }

    private static Optional<ReasonCode> breakGlass(World world, RequestId id, Person person, @Nullable String reason) {
        return world.gate.reviews().breakGlass(world.click(id, Roles.slack(person), Vote.Kind.APPROVE, reason));
    }

    private static Optional<ReasonCode> review(World world, RequestId id, Person person) {
        return world.gate.reviews().reviewEmergency(world.click(id, Roles.slack(person), Vote.Kind.APPROVE, "seen"));
    }

    @Test
    void oneOfThoseNamedLetsItHappenAtOnce_withAShorterToken() {
        var world = new World(policy(false));
        RequestId id = world.open();
        assertThat(breakGlass(world, id, Roles.APPROVER_1, "payments are down")).isEmpty();
        world.drain();
        var decision = world.request(id).decision().orElseThrow();
        assertThat(decision.outcome()).isEqualTo(Outcome.BROKEN_GLASS);
        assertThat(world.request(id)
                        .settledBecause()
                        .orElseThrow()
                        .parts()
                        .get(0)
                        .requirement())
                .isEqualTo("break-glass");
        Instant end = world.redeem(FakeIdentity.deploy()).expiresAt();
        assertThat(end).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void othersAreRefused_andSoIsSilence() {
        var world = new World(policy(false));
        RequestId id = world.open();
        assertThat(breakGlass(world, id, Roles.APPROVER_2, "please")).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
        assertThat(breakGlass(world, id, Roles.AUTHOR, "mine")).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(breakGlass(world, id, Roles.APPROVER_1, null)).contains(ReasonCode.VOTE_REASON_MISSING);
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(world.request(id).refusedVotes()).hasSize(3);

        var own = new World(policy(true));
        RequestId mine = own.open();
        assertThat(breakGlass(own, mine, Roles.AUTHOR, "nobody else is awake")).isEmpty();

        var never = new World(PolicyBuilder.production().group("responders", Roles.APPROVER_1));
        RequestId plain = never.open();
        assertThat(breakGlass(never, plain, Roles.APPROVER_1, "please")).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
    }

    @Test
    void anOverdueReviewBlocksTheNext_andSomebodyElseSettlesIt() {
        var world = new World(policy(false));
        RequestId first = world.open();
        breakGlass(world, first, Roles.APPROVER_1, "payments are down");
        world.clock.step(Duration.ofDays(2));
        world.drain();
        RequestId second = world.gate
                .requests()
                .open(world.opening(FakeIdentity.deploy().run("1002", 1), "d-2", Opening.Wishes.NONE));
        world.drain();
        assertThat(breakGlass(world, second, Roles.APPROVER_1, "again")).contains(ReasonCode.REVIEW_OVERDUE);
        assertThat(review(world, first, Roles.APPROVER_1)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(review(world, first, Roles.APPROVER_3)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(review(world, first, Roles.APPROVER_2)).isEmpty();
        assertThat(review(world, first, Roles.APPROVER_2)).contains(ReasonCode.REVIEW_NOT_DUE);
        assertThat(breakGlass(world, second, Roles.APPROVER_1, "again")).isEmpty();
    }

    @Test
    void aFreezeLeavesRoomForAnEmergencyWhereTheRuleDoes() {
        var probe = new World();
        Instant now = probe.clock.instant();
        var world = new World(policy(false)
                .freeze(new Freeze("closing", now, now.plus(Duration.ofDays(9)), Set.of(), "closing of the year")));
        RequestId id = world.open();
        assertThat(world.request(id).isPending()).isTrue();
        world.approve(id, Roles.APPROVER_2);
        world.approve(id, Roles.APPROVER_3);
        assertThat(world.request(id).isPending()).isTrue();
        assertThat(breakGlass(world, id, Roles.APPROVER_1, "payments are down")).isEmpty();
        assertThat(world.redeem(FakeIdentity.deploy())).isNotNull();
    }

    @Test
    void threat19_whoeverLeavesTheRespondersVoidsWhatTheyLetHappen() {
        var world = new World(policy(false));
        RequestId id = world.open();
        breakGlass(world, id, Roles.APPROVER_1, "payments are down");
        world.policies.set(PolicyBuilder.production()
                .count(2)
                .group("responders", Roles.AUTHOR)
                .group("auditors", Roles.APPROVER_2)
                .breakGlass(terms(false))
                .build());
        assertThat(RedeemGrantTest.refusal(world, FakeIdentity.deploy())).isEqualTo(ReasonCode.APPROVAL_VOID);
    }
}
