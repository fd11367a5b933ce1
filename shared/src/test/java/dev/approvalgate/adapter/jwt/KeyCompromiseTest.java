package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRing;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.domain.token.LossCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else has the keys. */
class KeyCompromiseTest extends KeyCase {

    private List<String> published() {
        return ring().published().stream().map(KeyLife::id).toList();
    }

    private void isRefused(SigningKeys keys, DeployToken token) {
        assertThatThrownBy(() -> issuer(keys).verifier(clock).verify(token.value()))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.TOKEN_KEY_UNKNOWN));
    }

    @Test
    void threat20_everyStolenKeyIsGoneAtOnce_thoseThatWaitAndThoseThatHaveEndedToo() {
        SigningKeys keys = open();
        DeployToken previous = mint(keys, null);
        keys.rotate();
        clock.step(KeyRotation.USUAL.publishAhead());
        keys.tend();
        DeployToken current = mint(keys, null);
        DeployToken other = mint(keys, "RS256");
        keys.rotate();
        List<String> stolen = published();
        assertThat(stolen).hasSize(5).contains(previous.keyId(), current.keyId(), other.keyId());

        List<KeyEvent> done = keys.replaceCompromised(stolen);

        assertThat(done)
                .filteredOn(KeyEvent.Abandoned.class::isInstance)
                .extracting(KeyEvent::id)
                .containsExactlyInAnyOrderElementsOf(stolen);
        assertThat(published()).hasSize(2).doesNotContainAnyElementsOf(stolen);
        assertThat(ids(State.CURRENT)).containsExactlyInAnyOrderElementsOf(published());
        assertThat(keys.jwks()).contains(published()).doesNotContain(stolen);
        assertThat(stolen).allMatch(this::isErased);
        List.of(previous, current, other).forEach(token -> isRefused(keys, token));

        DeployToken fresh = mint(keys, null);
        assertThat(published()).contains(fresh.keyId());
        assertThat(issuer(keys).verifier(clock).verify(fresh.value()).id()).isEqualTo(fresh.id());
    }

    @Test
    void threat20_aStolenKeyNeverComesBack() {
        SigningKeys keys = open();
        DeployToken stolen = mint(keys, null);
        SigningKeys elsewhere = open();
        mint(elsewhere, null);
        keys.replaceCompromised(published());

        restart();
        SigningKeys after = open();
        clock.step(KeyRotation.USUAL.rotateEvery());
        after.tend();

        assertThat(after.jwks()).doesNotContain(stolen.keyId());
        assertThat(ids(State.ABANDONED)).containsExactly(stolen.keyId());
    }

    @Test
    void threat20_anotherReplicaKnowsItWithinSeconds() {
        SigningKeys here = open();
        DeployToken stolen = mint(here, null);
        SigningKeys there = open();
        here.replaceCompromised(published());
        clock.step(SigningKeys.OLDEST);

        isRefused(there, stolen);
        assertThat(published()).contains(mint(there, null).keyId());
    }

    @Test
    void threat20_aStoredKeyThatWasNeverUsedIsGivenUpToo() {
        SigningKeys keys = open();
        mint(keys, null);
        String unused = new KeyMaterial(sources()).make(SigningAlgorithm.ES256).id();

        keys.replaceCompromised(published());

        assertThat(ids(State.ABANDONED)).contains(unused);
        assertThat(isErased(unused)).isTrue();
    }

    @Test
    void theCauseIsRecorded_andItIsDoneOnce() {
        SigningKeys keys = open();
        mint(keys, null);
        List<String> stolen = published();
        keys.replaceCompromised(stolen);

        assertThat(keys.replaceCompromised(stolen)).isEmpty();
        assertThat(store.events().read(KeyRing.STREAM).events())
                .filteredOn(KeyEvent.Abandoned.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyEvent.Abandoned.class,
                        gone -> assertThat(gone.cause()).isEqualTo(LossCause.COMPROMISED));
    }
}
