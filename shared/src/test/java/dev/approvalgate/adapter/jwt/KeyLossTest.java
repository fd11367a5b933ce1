package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.KeyLife.State;
import dev.approvalgate.domain.token.KeyRotation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The key of the installation is wrong or lost. */
class KeyLossTest extends KeyCase {

    private static final Secret ANOTHER = Secret.of("the key of another place, 9876543210 abcd");

    @Test
    void withAnotherKeyNothingStarts_andTheWayOutIsTold() {
        mint(open(), null);

        assertThatThrownBy(() -> SigningKeys.open(sources(ANOTHER), KeyRotation.USUAL, null))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID))
                .hasMessageContaining("GATE_KEY that this installation was set up with")
                .hasMessageContaining("gate keys rotate --abandon-unreadable");
    }

    @Test
    void aKeyOfAnEarlierVersionIsNotPassedOverEither() {
        new KeyMaterial(sources()).make(SigningAlgorithm.ES256);
        SigningKeys keys = SigningKeys.open(sources(ANOTHER), KeyRotation.USUAL, null);

        assertThatThrownBy(() -> keys.require(List.of("ES256"))).hasMessageContaining("--abandon-unreadable");
    }

    @Test
    void keysThatAreLostAreGivenUpByCommand_andTheirTokensDieWithThem() {
        SigningKeys before = open();
        DeployToken es = mint(before, null);
        DeployToken rs = mint(before, "RS256");
        before.rotate();
        String next = ids(State.NEXT).get(0);
        var other = sources(ANOTHER);

        List<KeyEvent> lost = SigningKeys.abandonUnreadable(other, KeyRotation.USUAL);

        assertThat(lost)
                .extracting(KeyEvent::id)
                .contains(es.keyId(), rs.keyId(), next)
                .hasSize(4);
        SigningKeys after = SigningKeys.open(other, KeyRotation.USUAL, null);
        assertThat(after.algorithms()).containsExactly("ES256", "RS256");
        assertThat(mint(after, null).keyId()).isNotEqualTo(es.keyId());
        assertThatThrownBy(() -> issuer(after).verifier(clock).verify(es.value()))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.TOKEN_KEY_UNKNOWN));
        assertThat(ids(State.ABANDONED)).hasSize(4);
        assertThat(isErased(es.keyId())).isTrue();
        assertThatThrownBy(() -> open())
                .as("the old key opens nothing any more")
                .hasMessageContaining("--abandon");
    }

    @Test
    void whatCanBeOpenedIsNotGivenUp() {
        SigningKeys keys = open();
        String id = mint(keys, null).keyId();

        assertThat(SigningKeys.abandonUnreadable(sources(), KeyRotation.USUAL)).isEmpty();
        assertThat(mint(open(), null).keyId()).isEqualTo(id);
    }
}
