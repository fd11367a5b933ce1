package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys as files. */
class PemFilesTest extends KeyCase {

    private Map<String, String> stored() {
        return PemFiles.of(ring(), store.signingKeys().all());
    }

    @Test
    void thereAreAlwaysThreeOfEachAlgorithm() {
        SigningKeys keys = open();
        mint(keys, null);
        mint(keys, "RS256");

        Map<String, String> files = stored();
        assertThat(files.keySet())
                .containsExactly(
                        "ES256-current.pem",
                        "ES256-next.pem",
                        "ES256-previous.pem",
                        "RS256-current.pem",
                        "RS256-next.pem",
                        "RS256-previous.pem");
        assertThat(files.get("ES256-current.pem"))
                .startsWith("-----BEGIN PUBLIC KEY-----\n")
                .endsWith("\n-----END PUBLIC KEY-----\n")
                .isEqualTo(files.get("ES256-next.pem"))
                .isEqualTo(files.get("ES256-previous.pem"));
        assertThat(PemFiles.of(keys.jwks())).isEqualTo(files);
    }

    @Test
    void eachFileIsTheKeyThatItIsNamedAfter() {
        SigningKeys keys = open();
        mint(keys, null);
        String first = stored().get("ES256-current.pem");
        keys.rotate();
        String second = stored().get("ES256-next.pem");
        assertThat(second).isNotEqualTo(first);

        clock.step(Duration.ofDays(1));
        keys.tend();
        keys.rotate();
        Map<String, String> files = stored();

        assertThat(files).containsEntry("ES256-current.pem", second).containsEntry("ES256-previous.pem", first);
        assertThat(files.get("ES256-next.pem")).isNotIn(first, second);
        assertThat(PemFiles.of(keys.jwks())).as("in the published order").isEqualTo(files);
    }

    @Test
    void whatIsNoSetOfPublicKeysIsRefused() {
        assertThatThrownBy(() -> PemFiles.of("<html>")).isInstanceOf(GateException.class);
        assertThat(PemFiles.of("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\"}]}"))
                .as("secrets are no public keys")
                .isEmpty();
    }
}
