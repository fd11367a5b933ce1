package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of an issuer that the gate cannot reach. */
class KeyFileTest {

    private static final String ISSUER = "https://ci.internal.example.com/approval-gate";
    private static final SigningPair KEY = SigningPair.ec("jenkins-1");
    private static final SigningPair NEXT = SigningPair.rsa("jenkins-2");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();

    private Path file() {
        return folder.resolve("jenkins.jwks");
    }

    private void write(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(SigningPair... keys) {
        write("{\"keys\":["
                + String.join(",", List.of(keys).stream().map(SigningPair::jwk).toList()) + "]}");
    }

    private OidcVerifier verifier() {
        return new OidcVerifier(
                List.of(new TrustedIssuer(ISSUER, Forge.AUDIENCE, IssuerKind.JENKINS, null, file())), clock);
    }

    private Secret token(SigningPair key) {
        return new Forge(key, ISSUER, clock.instant())
                .claim("job_full_name", "payments/deploy")
                .claim("build_number", 42)
                .token();
    }

    private ReasonCode refusal(OidcVerifier verifier, SigningPair key) {
        return catchThrowableOfType(GateException.class, () -> verifier.verify(token(key)))
                .reason();
    }

    @Test
    void tokensAreVerifiedWithoutACall() {
        publish(KEY);

        assertThat(verifier().verify(token(KEY)).identity().key().projectId()).isEqualTo("payments/deploy");
    }

    @Test
    void threat27_aKeyThatIsNotInTheFileIsNotBelieved() {
        publish(KEY);
        OidcVerifier verifier = verifier();

        assertThat(refusal(verifier, SigningPair.ec("jenkins-1"))).isEqualTo(ReasonCode.TOKEN_SIGNATURE);
        assertThat(refusal(verifier, NEXT)).isEqualTo(ReasonCode.TOKEN_KEY_UNKNOWN);
    }

    @Test
    void aNewKeyServesSoonAfterItWasWritten_andOneThatWasTakenOutNoLongerThanADownloadedOne() {
        publish(KEY);
        OidcVerifier verifier = verifier();
        assertThat(verifier.verify(token(KEY))).isNotNull();

        publish(NEXT);
        clock.step(IssuerKeys.PAUSE);
        assertThat(verifier.verify(token(NEXT))).isNotNull();
        assertThat(refusal(verifier, KEY)).isEqualTo(ReasonCode.TOKEN_KEY_UNKNOWN);
    }

    @Test
    void threat27_aFileThatWasEmptiedOrTakenAwayIsBelievedNoLongerThanUntilItIsReadAgain() throws IOException {
        publish(KEY);
        OidcVerifier verifier = verifier();
        assertThat(verifier.verify(token(KEY))).isNotNull();

        write("{\"keys\":[]}");
        clock.step(IssuerKeys.FRESH);
        assertThat(refusal(verifier, KEY)).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE);
        Files.delete(file());
        clock.step(IssuerKeys.PAUSE);
        assertThat(refusal(verifier, KEY)).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE);
    }

    @Test
    void aFileThatCannotBeUsedIsAFaultAtTheStart() {
        String key = KEY.jwk();
        assertFault("{\n  \"keys\": [\n", file() + ":3:");
        assertFault("{\"keys\":[]}", "no key that we can use");
        assertFault("{\"keys\":[" + key + "," + key + "]}", "two keys with one id");
        assertFault("{\"keys\":[" + key.replace("{", "{\"d\":\"AA\",") + "]}", "private or symmetric key");
        assertFault(" ".repeat(512 * 1024) + "{}", "larger than");
        assertFault("", "no list");
    }

    private void assertFault(String text, String words) {
        write(text);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(this::verifier)
                .withMessageContaining(ISSUER)
                .withMessageContaining(words)
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.CONFIGURATION_INVALID);
    }
}
