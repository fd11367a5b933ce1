package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity.State;
import dev.approvalgate.domain.policy.Rule.Possession;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.work.Drain;
import dev.approvalgate.gate.work.WorkHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSweepTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();

    private final World world = new World();
    private final RequestId id = world.approved();
    private final String token = world.redeem(JOB).id();
    private final Drain sweeps = sweeps();

    private Drain sweeps() {
        List<WorkHandler> handlers = new ArrayList<>(world.gate.handlers());
        handlers.add(world.gate.tokenSweep(world.store.tokens(), SweepObserver.NONE));
        return new Drain(world.store.work(), handlers, world.clock);
    }

    private Optional<DeathCause> sweep() {
        world.gate.sweepNow();
        sweeps.all();
        return death();
    }

    private Optional<DeathCause> death() {
        return world.store.eventsOf(id.value(), TokenEvent.Revoked.class).stream()
                .filter(death -> death.id().equals(token))
                .map(TokenEvent.Revoked::cause)
                .findFirst();
    }

    @Test
    void aTokenThatWouldBeMintedAgainLivesOn() {
        assertThat(sweep()).isEmpty();
        world.policies.set(PolicyBuilder.production().maxJobs(3).build());
        assertThat(sweep()).isEmpty();
    }

    @Test
    void threat34_quarantineSuspensionAndRemovalOfTheIdentityEndIt() {
        world.policies.set(PolicyBuilder.production().state(State.QUARANTINED).build());
        // What is not needed is not asked.
        world.directory.unreadable(true);
        assertThat(sweep()).contains(DeathCause.IDENTITY_QUARANTINED);
        assertThat(RedeemGrantTest.refusal(world, JOB)).isNotNull();
    }

    @Test
    void aSuspendedIdentityEndsIt() {
        world.policies.set(PolicyBuilder.production().state(State.SUSPENDED).build());
        assertThat(sweep()).contains(DeathCause.IDENTITY_SUSPENDED);
    }

    @Test
    void anIdentityThatIsKnownNoLongerEndsIt() {
        world.policies.set(PolicyBuilder.production()
                .workload(new WorkloadKey(FakeIdentity.KEY.issuer(), "999", FakeIdentity.KEY.pipeline()))
                .build());
        assertThat(sweep()).contains(DeathCause.IDENTITY_SUSPENDED);
    }

    @Test
    void threat19_whoApprovedItLeavesTheGroup_andTheTokenDies() {
        world.policies.set(PolicyBuilder.production().without(Roles.APPROVER_1).build());
        assertThat(sweep()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void threat19_anAccountThatIsDeactivatedIsFoundWithinAMinute() {
        assertThat(sweep()).isEmpty();
        world.directory.says(Roles.slack(Roles.APPROVER_1), AccountStanding.DEACTIVATED);
        world.clock.step(Duration.ofMinutes(1));
        sweeps.all();
        assertThat(death()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void aStricterRuleEndsIt_andSoDoesAShorterValidity() {
        world.policies.set(PolicyBuilder.production().count(2).build());
        assertThat(sweep()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void threat20_aRuleThatBindsTokensToKeysEndsThoseThatAreNot() {
        world.policies.set(
                PolicyBuilder.production().possession(Possession.REQUIRED).build());
        assertThat(sweep()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void threat20_aTokenThatIsBoundLivesOnWhereItMustBe() {
        Policy binding =
                PolicyBuilder.production().possession(Possession.REQUIRED).build();
        world.store.commit(
                Commit.of(id.value(), world.store.read(id.value()).version(), List.of(bound("jti-bound")), List.of()));
        world.policies.set(binding);
        assertThat(sweep()).contains(DeathCause.POLICY_CHANGED);
        assertThat(world.store.eventsOf(id.value(), TokenEvent.Revoked.class))
                .extracting(TokenEvent.Revoked::id)
                .containsExactly(token);
    }

    private TokenEvent.Minted bound(String jti) {
        TokenEvent.Minted bearer =
                world.store.eventsOf(id.value(), TokenEvent.Minted.class).get(0);
        return new TokenEvent.Minted(
                jti,
                "another-job",
                Sha256.of(jti),
                bearer.keyId(),
                bearer.audience(),
                bearer.scopes(),
                bearer.at(),
                bearer.expiresAt(),
                "thumbprint");
    }

    @Test
    void threat20_aShorterLifetimeHoldsForWhatWasMintedBefore() {
        Duration shorter = Duration.ofMinutes(2);
        world.policies.set(
                PolicyBuilder.production().token(shorter, Duration.ofHours(1)).build());
        assertThat(sweep()).isEmpty();
        world.clock.step(shorter);
        sweeps.all();
        assertThat(death()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void threat01_anotherAudienceEndsIt() {
        world.policies.set(
                PolicyBuilder.production().audience("https://other.example.com").build());
        assertThat(sweep()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void aDirectoryThatCannotBeReadKillsNothing_andIsAskedAgainSoon() {
        world.policies.set(PolicyBuilder.production().without(Roles.APPROVER_1).build());
        world.directory.unreadable(true);
        assertThat(sweep()).isEmpty();
        world.directory.unreadable(false);
        world.clock.step(Duration.ofSeconds(10));
        sweeps.all();
        assertThat(death()).contains(DeathCause.POLICY_CHANGED);
    }

    @Test
    void itIsThereOnce() {
        world.gate.sweepNow();
        world.gate.sweepNow();
        sweeps.all();
        int before = world.store.work().size();
        sweep();
        assertThat(world.store.work().size()).isEqualTo(before);
    }

    @Test
    void anOperatorEndsATokenOrAnApproval_recordedWithoutAPerson() {
        Operators operators = world.gate.operators(world.store.tokens());
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> operators.revokeToken("nobody", "leaked"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(ReasonCode.TOKEN_UNKNOWN));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> operators.revokeToken(token, " "))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(ReasonCode.REQUEST_MALFORMED));
        operators.revokeToken(token, "leaked");
        assertThat(death()).contains(DeathCause.OPERATOR);
        assertThat(world.store.eventsOf(id.value(), TokenEvent.DeathOrdered.class))
                .singleElement()
                .satisfies(order -> assertThat(order.reason().value()).isEqualTo("leaked"));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> operators.revokeToken(token, "again"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(ReasonCode.NOTHING_TO_REVOKE));
        world.redeem(JOB);
        assertThat(operators.revokeApproval(id, "leaked again")).isEqualTo(1);
        assertThat(world.store.eventsOf(id.value(), ApprovalRevoked.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.person()).isNull();
                    assertThat(event.channel()).isEqualTo("admin");
                });
        assertThat(RedeemGrantTest.refusal(world, JOB)).isEqualTo(ReasonCode.APPROVAL_REVOKED);
    }
}
