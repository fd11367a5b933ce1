package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Rule.Possession;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tokens that are bound to a key of their holder. */
class BoundTokenTest {

    private static final FakeIdentity JOB = FakeIdentity.deploy();
    private static final String KEY = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static Proof proof(World world, String id) {
        return new Proof(id, KEY, world.clock.instant(), world.clock.instant().plusSeconds(60));
    }

    private static DeployToken redeem(World world, @Nullable Proof proof) {
        return world.gate.requests().redeem(JOB.assertion(world.clock.instant()), proof);
    }

    private static ReasonCode refusal(World world, @Nullable Proof proof) {
        return catchThrowableOfType(GateException.class, () -> redeem(world, proof))
                .reason();
    }

    @Test
    void aProofBindsTheTokenToItsKey() {
        var world = new World();
        RequestId id = world.approved();

        redeem(world, proof(world, "p1"));
        redeem(world, null);

        assertThat(world.store.eventsOf(id.value(), TokenEvent.Minted.class))
                .extracting(TokenEvent.Minted::confirmation)
                .containsExactly(KEY, null);
        assertThat(world.tokens.issued().get(0).approval()).containsEntry("cnf", Map.of("jkt", KEY));
        assertThat(world.tokens.issued().get(1).approval()).doesNotContainKey("cnf");
    }

    @Test
    void threat20_whereThePolicyWantsAProofNoOtherTokenIsMinted() {
        var world = new World(PolicyBuilder.production().possession(Possession.REQUIRED));
        RequestId id = world.approved();

        assertThat(refusal(world, null)).isEqualTo(ReasonCode.PROOF_MISSING);

        assertThat(world.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .extracting(TokenEvent.MintRefused::reason)
                .containsExactly(ReasonCode.PROOF_MISSING);
        assertThat(world.tokens.issued()).isEmpty();
        assertThat(redeem(world, proof(world, "p1")).id()).isNotEmpty();
    }

    @Test
    void threat10_aProofIsGoodOnce() {
        var world = new World();
        world.approved();
        redeem(world, proof(world, "p1"));

        assertThat(refusal(world, proof(world, "p1"))).isEqualTo(ReasonCode.PROOF_REPLAYED);
        var elsewhere = new Proof("p1", KEY.replace('0', '1'), world.clock.instant(), world.clock.instant());
        assertThat(redeem(world, elsewhere).id()).isNotEmpty();
    }

    @Test
    void waitingUsesNoProofUp() {
        var world = new World();
        RequestId id = world.open();
        Proof proof = proof(world, "p1");
        assertThat(refusal(world, proof)).isEqualTo(ReasonCode.APPROVAL_PENDING);

        world.approve(id, Roles.APPROVER_1);

        assertThat(redeem(world, proof).id()).isNotEmpty();
    }
}
