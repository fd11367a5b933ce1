package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.GitHubPermission;
import dev.approvalgate.domain.policy.GitHubPermission.Access;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A run that opens several requests for one environment: each of its jobs holds a token of one of them. */
class TurnsTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    /** {@return another request of the same run, which differs in a parameter only, approved} */
    private static RequestId another(World world) {
        return another(world, JOB, "other");
    }

    private static RequestId another(World world, FakeIdentity identity, String value) {
        RequestId id = world.gate
                .requests()
                .open(world.opening(
                        identity,
                        "deployment-" + value,
                        new Opening.Wishes(null, null, List.of(), Map.of("parameter", value), List.of())));
        world.drain();
        world.approve(id, Roles.APPROVER_1);
        return id;
    }

    private static List<String> living(World world, RequestId... requests) {
        return Stream.of(requests)
                .flatMap(
                        id -> TokenGrant.of(world.store.read(id.value()).events()).live(world.clock.instant()).stream())
                .map(TokenEvent.Minted::id)
                .toList();
    }

    private static List<ReasonCode> refusals(World world, RequestId id) {
        return world.store.eventsOf(id.value(), TokenEvent.MintRefused.class).stream()
                .map(TokenEvent.MintRefused::reason)
                .toList();
    }

    @Test
    void threat10_aJobThatAsksWithOtherParametersHoldsOneToken() {
        var world = new World();
        RequestId first = world.approved();
        DeployToken token = world.redeem(JOB);
        RequestId second = another(world);

        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.JOBS_EXHAUSTED);

        assertThat(refusals(world, second)).containsExactly(ReasonCode.JOBS_EXHAUSTED);
        assertThat(living(world, first, second)).containsExactly(token.id());
    }

    @Test
    void whoGaveItsTokenBackMayHaveTheOther_andWhoComesBackFindsTheSame() {
        var world = new World();
        RequestId first = world.approved();
        DeployToken token = world.redeem(JOB);
        RequestId second = another(world);
        world.gate.requests().giveBack(first, token.id());

        DeployToken other = world.redeem(JOB);
        DeployToken again = world.redeem(JOB);

        assertThat(living(world, first, second)).containsExactly(again.id());
        assertThat(world.store.eventsOf(second.value(), TokenEvent.Minted.class))
                .extracting(TokenEvent.Minted::id)
                .containsExactly(other.id(), again.id());
    }

    @Test
    void threat10_whatOnlyOurClockTakesForExpiredIsHeldStill() {
        var world = new World();
        world.approved();
        world.redeem(JOB);
        another(world);
        world.clock.step(Duration.ofMinutes(16));

        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.JOBS_EXHAUSTED);

        world.clock.step(Duration.ofMinutes(1));
        assertThat(world.redeem(JOB).id()).isNotEmpty();
    }

    @Test
    void anotherJobAnotherRunAndAnotherAttemptHaveTurnsOfTheirOwn() {
        var world = new World();
        RequestId first = world.approved();
        world.redeem(JOB);
        RequestId second = another(world);

        world.redeem(JOB.job("7002"));
        RequestId otherRun = another(world, JOB.run("1002", 1), "run");
        world.redeem(JOB.run("1002", 1));
        RequestId otherAttempt = another(world, JOB.run("1001", 2), "attempt");
        world.redeem(JOB.run("1001", 2));

        assertThat(living(world, first, second, otherRun, otherAttempt)).hasSize(4);
    }

    @Test
    void threat10_twoRequestsThatMintInTheSameMomentGiveTheJobOneToken() {
        var world = new World();
        RequestId first = world.approved();
        var late = new AtomicBoolean(true);
        var second = new RequestId[1];
        // While the first one's token is about to be recorded, the other is approved and redeemed.
        world.store.beforeCommit(commit -> {
            if (commit.stream().equals(first.value()) && late.getAndSet(false)) {
                second[0] = another(world);
                world.redeem(JOB);
            }
        });

        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.JOBS_EXHAUSTED);

        assertThat(refusals(world, first)).containsExactly(ReasonCode.JOBS_EXHAUSTED);
        assertThat(living(world, first)).isEmpty();
        assertThat(living(world, second[0])).hasSize(1);
    }

    @Test
    void threat10_aTokenOfTheHostTakesTheTurnToo() {
        var terms = new GitHubTerms(Set.of(4242L), Map.of(GitHubPermission.CONTENTS, Access.WRITE));
        var world = new World(PolicyBuilder.production().github(terms));
        RequestId first = world.approved();
        world.gate.requests().redeemAtHost(JOB.assertion(world.clock.instant()));
        RequestId second = another(world);

        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.JOBS_EXHAUSTED);
        assertThat(RedeemGrantTest.refusal(
                        () -> world.gate.requests().redeemAtHost(JOB.assertion(world.clock.instant()))))
                .isEqualTo(ReasonCode.JOBS_EXHAUSTED);

        assertThat(living(world, first, second)).hasSize(1);
        assertThat(world.hostTokens.living()).as("none is asked for in vain").hasSize(1);
    }

    @Test
    void aRefusalLeavesNoClaimBehind() {
        var world = new World();
        RequestId first = world.approved();
        DeployToken token = world.redeem(JOB);
        another(world);
        for (int i = 0; i < 3; i++) {
            assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.JOBS_EXHAUSTED);
        }
        world.gate.requests().giveBack(first, token.id());
        assertThat(world.redeem(JOB).id()).isNotEmpty();
    }
}
