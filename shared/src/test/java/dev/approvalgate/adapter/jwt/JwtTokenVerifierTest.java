package dev.approvalgate.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTokenVerifierTest {

    static final TestKey EC = TestKey.make("ec-1", SigningAlgorithm.ES256);
    static final TestKey RSA = TestKey.make("rsa-1", SigningAlgorithm.RS256);

    private static final Map<String, VerificationKey> PUBLISHED =
            Map.of(EC.id(), EC.published(), RSA.id(), RSA.published());

    private final MutableClock clock = new MutableClock();
    private final JwtTokenVerifier verifier =
            new JwtTokenVerifier(URI.create(Draft.ISSUER), id -> Optional.ofNullable(PUBLISHED.get(id)), clock);

    private Draft draft() {
        return new Draft(EC, clock.instant());
    }

    private ReasonCode refusal(Secret token) {
        return catchThrowableOfType(GateException.class, () -> verifier.verify(token))
                .reason();
    }

    @Test
    void tellsWhatTheTokenSays() {
        for (TestKey key : List.of(EC, RSA)) {
            Secret token = new Draft(key, clock.instant()).signed();

            Verified verified = verifier.verify(token);

            assertThat(verified.id()).isEqualTo("00112233445566778899aabbccddeeff");
            assertThat(verified.hash()).isEqualTo(token.sha256());
            assertThat(verified.subject()).isEqualTo("payments-deploy");
            assertThat(verified.audience()).isEqualTo("https://deploy.example.com");
            assertThat(verified.scopes()).containsExactly("deploy:payments");
            assertThat(verified.issuedAt()).isEqualTo(clock.instant());
            assertThat(verified.expiresAt()).isEqualTo(clock.instant().plusSeconds(900));
            assertThat(verified.confirmation()).isNull();
            assertThat(verified.claims()).containsEntry("environment", "production");
        }
    }

    @Test
    void aTokenMayAllowNothingByNameAndBeBoundToAKey() {
        String thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

        Verified verified = verifier.verify(draft().claim("scope", "")
                .claim("cnf", Map.of("jkt", thumbprint))
                .signed());

        assertThat(verified.scopes()).isEmpty();
        assertThat(verified.confirmation()).isEqualTo(thumbprint);
    }

    @Test
    void theEndIsExactAndTheBeginningHasALeewayOfThirtySeconds() {
        Secret token = draft().signed();
        clock.step(Duration.ofSeconds(-30));
        assertThat(verifier.verify(token)).isNotNull();
        clock.step(Duration.ofMillis(-1));
        assertThat(refusal(token)).isEqualTo(ReasonCode.TOKEN_NOT_YET_VALID);
        clock.step(Duration.ofSeconds(930));
        assertThat(verifier.verify(token)).isNotNull();
        clock.step(Duration.ofMillis(1));
        assertThat(refusal(token)).isEqualTo(ReasonCode.TOKEN_EXPIRED);
    }

    static Stream<BadTokens.Bad> threat28() {
        return Stream.of(
                        BadTokens.shapes(),
                        BadTokens.encodings(),
                        BadTokens.headers(),
                        BadTokens.algorithms(),
                        BadTokens.signatures(),
                        BadTokens.claims(),
                        BadTokens.times())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threat28")
    void threat28_malformedAndForgedDeployTokens(BadTokens.Bad bad) {
        Secret token = bad.maker().apply(draft());

        assertThat(refusal(token)).isEqualTo(bad.reason());
    }

    @Test
    void threat28_everyKindOfFaultHasAReasonOfItsOwn() {
        assertThat(threat28().count()).isGreaterThanOrEqualTo(60);
        assertThat(threat28().map(BadTokens.Bad::reason).distinct()).hasSize(14);
    }

    @Test
    void noRefusalQuotesTheToken() {
        Secret token = draft().claim("sub", "do-not-quote").signedBy(TestKey.make(EC.id(), SigningAlgorithm.ES256));

        assertThatThrownBy(() -> verifier.verify(token)).satisfies(refusal -> {
            assertThat(refusal.toString()).doesNotContain("do-not-quote").doesNotContain(token.reveal());
            assertThat(refusal.getCause()).isNull();
        });
    }
}
