package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.process.LocalPrograms;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.KeyLife.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another program holds the key: here openssl, behind a script, as the reference shows it. */
class ExternalKeyTest extends KeyCase {

    private ExternalKey external(SigningAlgorithm algorithm, String script) throws Exception {
        KeyPair pair = algorithm.generate(random);
        Path pem = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path program =
                Files.writeString(folder.resolve("sign"), "#!/bin/sh\n" + script.replace("KEY", pem.toString()) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        String jwk = PublicPart.of(pair.getPublic()).published(algorithm);
        return new ExternalKey(algorithm, jwk, List.of(program.toString()), new LocalPrograms(Duration.ofSeconds(20)));
    }

    private static final String OPENSSL =
            "openssl dgst -sha256 -sign KEY | openssl base64 -A | tr '+/' '-_' | tr -d '='";

    @Test
    void itSignsAndItsKeyIsPublished() throws Exception {
        SigningKeys keys = open(external(SigningAlgorithm.RS256, OPENSSL));
        DeployToken token = mint(keys, "RS256");

        assertThat(issuer(keys).verifier(clock).verify(token.value()).id()).isEqualTo(token.id());
        assertThat(keys.jwks()).contains(token.keyId());
        assertThat(isErased(token.keyId()))
                .as("its private part was never here")
                .isTrue();
    }

    @Test
    void itTakesThePlaceOfOurOwnKey_isNotRotated_andGivesThePlaceBack() throws Exception {
        SigningKeys before = open();
        DeployToken own = mint(before, "RS256");
        before.rotate();
        String next = ids(State.NEXT).get(0);

        SigningKeys keys = open(external(SigningAlgorithm.RS256, OPENSSL));
        DeployToken token = mint(keys, "RS256");
        assertThat(token.keyId()).isNotIn(own.keyId(), next);
        assertThat(issuer(keys).verifier(clock).verify(own.value()).id())
                .as("tokens of the former key live on")
                .isEqualTo(own.id());
        assertThat(ids(State.RETIRED)).containsExactly(next);
        clock.step(Duration.ofDays(40));
        keys.tend();
        assertThat(keys.rotate()).isEmpty();
        assertThat(ids(State.NEXT)).isEmpty();
        assertThat(ids(State.CURRENT)).containsExactly(token.keyId());

        SigningKeys after = open();
        assertThat(mint(after, "RS256").keyId()).isNotIn(own.keyId(), next, token.keyId());
        assertThat(ids(State.PREVIOUS)).containsExactly(token.keyId());
    }

    @Test
    void nothingIsMintedWhereItFails() throws Exception {
        for (String script : List.of(
                "exit 1",
                "echo",
                "echo not/base64url=",
                "head -c 384 /dev/zero | openssl base64 -A | tr '+/' '-_' | tr -d '='",
                "head -c 100000 /dev/zero")) {
            ExternalKey external = external(SigningAlgorithm.RS256, script);
            SigningKeys keys = open(external);

            assertThatThrownBy(() -> mint(keys, "RS256"))
                    .as(script)
                    .isInstanceOfSatisfying(
                            GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.SIGNER_FAILED));
        }
    }

    @Test
    void aSignatureOfAnotherKeyIsNoSignature() throws Exception {
        ExternalKey one = external(SigningAlgorithm.RS256, OPENSSL);
        ExternalKey other = external(SigningAlgorithm.RS256, OPENSSL);
        SigningKeys keys = open(new ExternalKey(
                SigningAlgorithm.RS256, one.publicJwk(), other.command(), new LocalPrograms(Duration.ofSeconds(20))));

        assertThatThrownBy(() -> mint(keys, "RS256")).hasMessageContaining("no signature of its public key");
    }

    @Test
    void thePublicKeyIsOneOfItsAlgorithm() throws Exception {
        ExternalKey ec = external(SigningAlgorithm.ES256, OPENSSL);

        assertThatThrownBy(() -> new ExternalKey(SigningAlgorithm.RS256, ec.publicJwk(), ec.command(), ec.programs()))
                .hasMessageContaining("is not one for RS256");
        assertThatThrownBy(() -> new ExternalKey(SigningAlgorithm.RS256, "{}", ec.command(), ec.programs()))
                .hasMessageContaining("is not one public key as a JWK");
    }
}
