package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hosts that say themselves which definition runs, and that ask more than once in one run and environment, as Jenkins does. */
class DefinitionByHashTest {

    private static final Opening.Wishes OTHER =
            new Opening.Wishes(null, null, List.of(), Map.of("region", "north"), List.of());

    private final World world = new World();

    private Assertion assertion(@Nullable Sha256 definition, @Nullable RequestId request) {
        Assertion proven =
                FakeIdentity.deploy().commit(FakeIdentity.COMMIT, null).assertion(world.clock.instant());
        return new Assertion(
                proven.identity(),
                proven.id(),
                proven.expiresAt(),
                proven.environment(),
                proven.commit(),
                proven.job(),
                null,
                definition,
                request);
    }

    private void assertRefused(Assertion assertion) {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> world.gate.requests().redeem(assertion))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.CHANGE_DIGEST_MISMATCH);
    }

    @Test
    void threat22_anEditedDefinitionIsNotWhatWasApproved() {
        RequestId id = world.approved();
        assertRefused(assertion(Sha256.of("on: push # edited"), null));
        assertRefused(assertion(null, null));
        assertThat(world.store.eventsOf(id.value(), TokenEvent.MintRefused.class))
                .hasSize(2);
        assertThat(world.gate.requests().redeem(assertion(Changes.DEFINITION, null)))
                .isNotNull();
    }

    @Test
    void aJobThatNamesItsRequestIsGivenThatOnesToken() {
        RequestId first = world.approved();
        RequestId later = world.gate.requests().open(world.opening(FakeIdentity.deploy(), "deployment-2", OTHER));
        world.drain();
        world.approve(later, Roles.APPROVER_1);

        world.gate.requests().redeem(assertion(Changes.DEFINITION, first));

        assertThat(world.store.eventsOf(first.value(), TokenEvent.Minted.class)).hasSize(1);
        assertThat(world.store.eventsOf(later.value(), TokenEvent.Minted.class)).isEmpty();
    }

    @Test
    void threat34_namingARequestOfAnotherRunGivesNothing() {
        RequestId id = world.approved();
        Assertion other = FakeIdentity.deploy()
                .run("1002", 1)
                .commit(FakeIdentity.COMMIT, null)
                .assertion(world.clock.instant());
        assertRefused(new Assertion(
                other.identity(),
                other.id(),
                other.expiresAt(),
                other.environment(),
                other.commit(),
                other.job(),
                null,
                Changes.DEFINITION,
                id));
    }
}
