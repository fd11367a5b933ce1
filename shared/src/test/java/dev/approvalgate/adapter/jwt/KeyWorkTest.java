package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.work.Drain;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rotation as work of the loop. */
class KeyWorkTest extends KeyCase {

    private void work(SigningKeys keys) {
        new Drain(store.work(), List.of(new KeyWork(keys, store.work(), clock)), clock).all();
    }

    @Test
    void itPutsItselfBackUntilTheNextTime_alsoOverRestarts() {
        SigningKeys keys = open();
        String first = mint(keys, null).keyId();
        store.work().add(KeyWork.look(clock.instant()));
        store.work().add(KeyWork.look(clock.instant()));
        assertThat(store.work().size()).isEqualTo(1);

        for (int hour = 0; hour < 33 * 24; hour++) {
            if (hour % 100 == 0) {
                restart();
                keys = open();
                store.work().add(KeyWork.look(clock.instant()));
            }
            work(keys);
            assertThat(store.work().size()).isEqualTo(1);
            clock.step(Duration.ofHours(1));
        }

        assertThat(ids(State.RETIRED)).containsExactly(first);
        assertThat(ids(State.CURRENT)).hasSize(1);
        assertThat(isErased(first)).isTrue();
    }

    @Test
    void threat20_stolenKeysAreGivenUpOnce_howeverOftenTheWorkIsTried() {
        SigningKeys keys = open();
        String stolen = mint(keys, null).keyId();
        for (int i = 0; i < 2; i++) {
            store.work().add(KeyWork.compromise(List.of(stolen), clock.instant()));
            work(keys);
        }

        assertThat(ids(State.ABANDONED)).containsExactly(stolen);
        assertThat(ids(State.CURRENT)).hasSize(1).doesNotContain(stolen);
    }

    @Test
    void onDemandTheNextKeyIsMadeNow_andOnce() {
        SigningKeys keys = open();
        mint(keys, null);
        for (int i = 0; i < 2; i++) {
            store.work().add(KeyWork.rotation(clock.instant()));
            work(keys);
        }

        assertThat(ids(State.NEXT)).hasSize(1);
        assertThat(ring().key("ES256", State.NEXT))
                .get()
                .satisfies(next ->
                        assertThat(next.signsFrom()).isEqualTo(clock.instant().plus(KeyRotation.USUAL.publishAhead())));
        assertThat(store.work().nextDue())
                .get()
                .satisfies(
                        due -> assertThat(due).isBeforeOrEqualTo(clock.instant().plus(Duration.ofHours(1))));
    }
}
