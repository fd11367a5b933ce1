package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingSink.Told;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevokeApprovalTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    private static VoteAttempt click(World world, RequestId id, Person person, @Nullable String reason) {
        return world.click(id, Roles.slack(person), Vote.Kind.REJECT, reason);
    }

    private static Optional<ReasonCode> revoke(World world, RequestId id, Person person) {
        return world.gate.reviews().revoke(click(world, id, person, "the wrong build"));
    }

    private static List<TokenEvent.Revoked> deaths(World world, RequestId id) {
        return world.store.eventsOf(id.value(), TokenEvent.Revoked.class);
    }

    @Test
    void oneCommitKillsWhatLivesAndLetsNothingBeMinted() {
        var world = new World();
        RequestId id = world.approved();
        String token = world.redeem(JOB).id();
        long before = world.store.read(id.value()).version();
        assertThat(revoke(world, id, Roles.APPROVER_2)).isEmpty();
        assertThat(world.store.read(id.value()).version()).isEqualTo(before + 2);
        assertThat(deaths(world, id)).singleElement().satisfies(death -> {
            assertThat(death.id()).isEqualTo(token);
            assertThat(death.cause()).isEqualTo(DeathCause.APPROVAL_REVOKED);
        });
        assertThat(world.store.eventsOf(id.value(), ApprovalRevoked.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.person()).isEqualTo(Roles.APPROVER_2.id());
                    assertThat(event.reason().value()).isEqualTo("the wrong build");
                    assertThat(event.channel()).isEqualTo("slack");
                });
        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_REVOKED);
    }

    @Test
    void anApprovalThatNobodyHasRedeemedYetIsTakenBackToo() {
        var world = new World();
        RequestId id = world.approved();
        assertThat(revoke(world, id, Roles.APPROVER_1)).isEmpty();
        assertThat(deaths(world, id)).isEmpty();
        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_REVOKED);
        assertThat(revoke(world, id, Roles.APPROVER_1)).contains(ReasonCode.NOTHING_TO_REVOKE);
    }

    @Test
    void thoseMayWhoApprovedWroteOwnOrAnswerForIt_andNobodyElse() {
        for (Person may : List.of(Roles.APPROVER_1, Roles.APPROVER_2, Roles.AUTHOR)) {
            var world = new World();
            assertThat(revoke(world, world.approved(), may)).as(may.name()).isEmpty();
        }
        var world = new World();
        RequestId id = world.approved();
        assertThat(revoke(world, id, Roles.OUTSIDER)).contains(ReasonCode.REVOCATION_NOT_ALLOWED);
        for (AccountStanding standing : AccountStanding.values()) {
            if (standing.bar() != null) {
                world.directory.says(Roles.slack(Roles.APPROVER_1), standing);
                assertThat(revoke(world, id, Roles.APPROVER_1)).contains(standing.bar());
            }
        }
        assertThat(world.request(id).revoked()).isEmpty();
        world.directory.says(Roles.slack(Roles.APPROVER_1), AccountStanding.ACTIVE);
        assertThat(world.redeem(JOB)).isNotNull();
    }

    @Test
    void whoeverMayBreakGlassMay_andAnEmergencyIsTakenBackLikeAnyApproval() {
        var terms = new BreakGlass(
                Set.of("responders"), false, Duration.ofMinutes(5), Duration.ofDays(2), Set.of("responders"));
        var world = new World(PolicyBuilder.production()
                .count(2)
                .group("responders", Roles.OUTSIDER)
                .breakGlass(terms));
        RequestId id = world.open();
        assertThat(world.gate
                        .reviews()
                        .breakGlass(world.click(id, Roles.slack(Roles.OUTSIDER), Vote.Kind.APPROVE, "down")))
                .isEmpty();
        world.drain();
        world.redeem(JOB);
        assertThat(revoke(world, id, Roles.OUTSIDER)).isEmpty();
        assertThat(deaths(world, id)).hasSize(1);
    }

    /** Those who approved may, whatever the policy has become since. */
    @Test
    void whoeverApprovedMay_alsoWhereNoRuleIsLeft() {
        var world = new World();
        RequestId id = world.approved();
        world.redeem(JOB);
        world.policies.set(PolicyBuilder.production()
                .without(Roles.APPROVER_1)
                .without(Roles.APPROVER_2)
                .workload(new WorkloadKey(FakeIdentity.KEY.issuer(), "999", FakeIdentity.KEY.pipeline()))
                .build());
        assertThat(revoke(world, id, Roles.APPROVER_2)).contains(ReasonCode.REVOCATION_NOT_ALLOWED);
        assertThat(revoke(world, id, Roles.APPROVER_1)).isEmpty();
    }

    @Test
    void threat20_anApprovalIsTakenBackAlsoWhileNoRuleAppliesToIt() {
        var world = new World();
        RequestId id = world.approved();
        Policy before = world.policies.current();
        world.policies.set(PolicyBuilder.empty().build());
        assertThat(world.gate.reviews().view(id).revocable()).isTrue();
        assertThat(world.gate.operators(world.store.tokens()).revokeApproval(id, "leaked"))
                .isZero();
        world.policies.set(before);
        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_REVOKED);

        var ended = new World();
        RequestId over = ended.approved();
        ended.gate.requests().runEnded(FakeIdentity.KEY, new Run("1001", 1), ReasonCode.CANCELLED_BY_HOST);
        ended.policies.set(PolicyBuilder.empty().build());
        assertThat(ended.gate.reviews().view(over).revocable()).isFalse();
    }

    @Test
    void aReasonIsNeeded_andTheSameClickCountsOnce() {
        var world = new World();
        RequestId id = world.approved();
        assertThat(world.gate.reviews().revoke(click(world, id, Roles.APPROVER_1, null)))
                .contains(ReasonCode.VOTE_REASON_MISSING);
        VoteAttempt click = click(world, id, Roles.APPROVER_1, "wrong");
        assertThat(world.gate.reviews().revoke(click)).isEmpty();
        assertThat(world.gate.reviews().revoke(click)).contains(ReasonCode.ACTION_REPLAYED);
        assertThat(world.store.eventsOf(id.value(), ApprovalRevoked.class)).hasSize(1);
    }

    @Test
    void nothingIsTakenBackThatIsOverOrNeverWas() {
        var waiting = new World();
        assertThat(revoke(waiting, waiting.open(), Roles.APPROVER_1)).contains(ReasonCode.NOTHING_TO_REVOKE);
        var rejected = new World();
        RequestId no = rejected.open();
        rejected.reject(no, Roles.APPROVER_1);
        rejected.drain();
        assertThat(revoke(rejected, no, Roles.APPROVER_1)).contains(ReasonCode.NOTHING_TO_REVOKE);
        var late = new World();
        RequestId old = late.approved();
        assertThat(late.gate.reviews().view(old).revocable()).isTrue();
        int before = late.slack.calls().size();
        late.pass(Duration.ofHours(1));
        // What is shown is renewed by itself, so that it no longer offers it.
        assertThat(late.slack.calls().subList(before, late.slack.calls().size()))
                .containsExactly("update");
        assertThat(late.gate.reviews().view(old).revocable()).isFalse();
        assertThat(revoke(late, old, Roles.APPROVER_1)).contains(ReasonCode.NOTHING_TO_REVOKE);
    }

    @Test
    void aHostThatHasNotBeenToldYetIsToldNo_andOneThatHasIsNotToldAgain() {
        var world = new World();
        RequestId id = world.open();
        world.approve(id, Roles.APPROVER_1);
        // The message's record comes with the work, so the click is made on what was there before.
        assertThat(revoke(world, id, Roles.APPROVER_1)).isEmpty();
        world.drain();
        assertThat(world.host.told()).endsWith(new Told(id, "rejected"));
        assertThat(world.request(id).delivered()).isEqualTo(1);

        var told = new World();
        RequestId approved = told.approved();
        int before = told.host.told().size();
        revoke(told, approved, Roles.APPROVER_1);
        told.drain();
        assertThat(told.host.told()).hasSize(before);
        assertThat(told.slack.calls()).endsWith("update", "details");
    }

    /** A mint and a revocation at once: whichever is stored first, no token is left alive. */
    @Test
    void threat20_aTokenMintedMeanwhileDiesToo() {
        var world = new World();
        RequestId id = world.approved();
        world.store.beforeCommit(commit -> {
            if (commit.events().stream().anyMatch(ApprovalRevoked.class::isInstance)) {
                world.store.beforeCommit(none -> {});
                world.redeem(JOB);
            }
        });
        assertThat(revoke(world, id, Roles.APPROVER_1)).isEmpty();
        assertThat(TokenGrant.of(world.store.read(id.value()).events()).unrevoked())
                .isEmpty();
        assertThat(deaths(world, id)).hasSize(1);
    }

    @Test
    void theEndOfTheRunIsShown() {
        var world = new World();
        RequestId id = world.approved();
        world.redeem(JOB);
        world.gate.requests().runEnded(JOB.workload().key(), JOB.workload().run(), ReasonCode.CANCELLED_BY_HOST);
        world.drain();
        assertThat(world.gate.reviews().view(id).revocable()).isFalse();
        assertThat(world.slack.calls()).endsWith("update");
    }
}
