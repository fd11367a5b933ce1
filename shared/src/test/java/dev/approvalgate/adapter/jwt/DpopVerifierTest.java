package dev.approvalgate.adapter.jwt;

import static dev.approvalgate.adapter.jwt.JwtTokenVerifierTest.EC;
import static dev.approvalgate.adapter.jwt.JwtTokenVerifierTest.RSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DpopVerifierTest {

    private static final String ADDRESS = "https://gate.example.com/oauth2/token";
    private static final Secret TOKEN = Secret.of("a.deploy.token");

    private final MutableClock clock = new MutableClock();
    private final DpopVerifier verifier = new DpopVerifier(clock);

    private ProofDraft draft() {
        return new ProofDraft(EC, clock.instant());
    }

    private Proof verify(Secret proof, @Nullable Secret token) {
        return verifier.verify(proof, "POST", ADDRESS, token);
    }

    private ReasonCode refusal(Secret proof) {
        return catchThrowableOfType(GateException.class, () -> verify(proof, null))
                .reason();
    }

    @Test
    void aProofNamesItsKey() {
        for (TestKey key : List.of(EC, RSA)) {
            Proof proof = verify(new ProofDraft(key, clock.instant()).signed(), null);

            assertThat(proof.id()).isEqualTo("proof-1");
            assertThat(proof.thumbprint()).hasSize(43);
            assertThat(proof.usableUntil()).isEqualTo(clock.instant().plusSeconds(60));
        }
        assertThat(verify(draft().signed(), null).thumbprint())
                .isEqualTo(verify(draft().jwk("kid", "a-name").signed(), null).thumbprint());
    }

    /** The example of RFC 7638 section 3.1. */
    @Test
    void theThumbprintIsThatOfTheRfc() {
        String modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3ok"
                        + "njhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvR"
                        + "L5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

        assertThat(ProofKey.of(Map.of("kty", "RSA", "n", modulus, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29")))
                .hasValueSatisfying(
                        key -> assertThat(key.thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
    }

    @Test
    void itIsForOneTokenWhereATokenComesWithIt() {
        assertThat(verify(draft().claim("ath", ProofDraft.hash(TOKEN)).signed(), TOKEN))
                .isNotNull();
        for (Secret wrong : List.of(
                draft().signed(),
                draft().claim("ath", ProofDraft.hash(Secret.of("another"))).signed())) {
            assertThat(catchThrowableOfType(GateException.class, () -> verify(wrong, TOKEN))
                            .reason())
                    .isEqualTo(ReasonCode.PROOF_MISMATCH);
        }
    }

    @Test
    void itIsFreshForAMinute() {
        Secret proof = draft().signed();
        clock.step(Duration.ofSeconds(-30));
        assertThat(verify(proof, null)).isNotNull();
        clock.step(Duration.ofMillis(-1));
        assertThat(refusal(proof)).isEqualTo(ReasonCode.PROOF_STALE);
        clock.step(Duration.ofSeconds(90));
        assertThat(verify(proof, null)).isNotNull();
        clock.step(Duration.ofMillis(1));
        assertThat(refusal(proof)).isEqualTo(ReasonCode.PROOF_STALE);
    }

    @Test
    void addressesAreComparedByWhatTheyMean() {
        for (String same :
                List.of("https://gate.example.com:443/oauth2/token", "HTTPS://GATE.example.com/oauth2/token")) {
            assertThat(verify(draft().claim("htu", same).signed(), null)).isNotNull();
        }
    }

    private static Arguments bad(ReasonCode reason, String what, UnaryOperator<ProofDraft> change) {
        return made(reason, what, draft -> change.apply(draft).signed());
    }

    private static Arguments made(ReasonCode reason, String what, Function<ProofDraft, Secret> maker) {
        return Arguments.of(what, reason, maker);
    }

    static Stream<Arguments> threat28() {
        ReasonCode malformed = ReasonCode.PROOF_MALFORMED;
        ReasonCode mismatch = ReasonCode.PROOF_MISMATCH;
        return Stream.of(
                made(malformed, "a word", draft -> Secret.of("proof")),
                made(
                        malformed,
                        "two proofs",
                        draft -> Secret.of(
                                draft.signed().reveal() + ", " + draft.signed().reveal())),
                made(malformed, "a megabyte", draft -> Secret.of("a".repeat(1 << 20))),
                bad(malformed, "typ JWT", draft -> draft.header("typ", "JWT")),
                bad(malformed, "typ of a deploy token", draft -> draft.header("typ", "at+jwt")),
                bad(malformed, "no typ", draft -> draft.header("typ", null)),
                bad(malformed, "alg none", draft -> draft.header("alg", "none")),
                bad(malformed, "alg HS256", draft -> draft.header("alg", "HS256")),
                bad(malformed, "alg of another key", draft -> draft.header("alg", "RS256")),
                bad(malformed, "a kid", draft -> draft.header("kid", "k")),
                bad(malformed, "jku", draft -> draft.header("jku", "https://evil.example/keys")),
                bad(malformed, "crit", draft -> draft.header("crit", List.of("exp"))),
                bad(malformed, "no key", draft -> draft.header("jwk", null)),
                bad(malformed, "a key that is a text", draft -> draft.header("jwk", "key")),
                bad(malformed, "a private key", draft -> draft.jwk("d", "AAAA")),
                bad(malformed, "a shared key", draft -> draft.header("jwk", Map.of("kty", "oct", "k", "AAAA"))),
                bad(malformed, "another curve", draft -> draft.jwk("crv", "P-384")),
                bad(malformed, "a point that is not on the curve", draft -> draft.jwk("x", Draft.base64(new byte[32]))),
                bad(malformed, "a short coordinate", draft -> draft.jwk("x", "AAAA")),
                made(malformed, "a small RSA key", draft -> new ProofDraft(ProofDraft.smallRsa(), draft.now).signed()),
                made(
                        malformed,
                        "an RSA modulus with a zero before it",
                        draft -> new ProofDraft(RSA, draft.now).zeroBefore("n").signed()),
                bad(malformed, "no jti", draft -> draft.claim("jti", null)),
                bad(malformed, "an endless jti", draft -> draft.claim("jti", "j".repeat(201))),
                bad(malformed, "no htm", draft -> draft.claim("htm", null)),
                bad(malformed, "no htu", draft -> draft.claim("htu", null)),
                bad(malformed, "no iat", draft -> draft.claim("iat", null)),
                bad(malformed, "iat a text", draft -> draft.claim("iat", "1")),
                made(
                        ReasonCode.PROOF_SIGNATURE,
                        "somebody else's signature",
                        draft -> draft.signedBy(TestKey.make("x", SigningAlgorithm.ES256))),
                made(ReasonCode.PROOF_SIGNATURE, "zeros", draft -> draft.signedBy(input -> new byte[64])),
                bad(mismatch, "another method", draft -> draft.claim("htm", "GET")),
                bad(mismatch, "the method in lower case", draft -> draft.claim("htm", "post")),
                bad(mismatch, "another path", draft -> draft.claim("htu", ADDRESS + "/")),
                bad(mismatch, "another host", draft -> draft.claim("htu", "https://evil.example/oauth2/token")),
                bad(
                        mismatch,
                        "another port",
                        draft -> draft.claim("htu", "https://gate.example.com:8443/oauth2/token")),
                bad(mismatch, "http", draft -> draft.claim("htu", "http://gate.example.com/oauth2/token")),
                bad(mismatch, "a query", draft -> draft.claim("htu", ADDRESS + "?a=b")),
                bad(mismatch, "a user", draft -> draft.claim("htu", "https://a@gate.example.com/oauth2/token")),
                bad(mismatch, "a path alone", draft -> draft.claim("htu", "/oauth2/token")),
                bad(mismatch, "no address", draft -> draft.claim("htu", "::")),
                bad(ReasonCode.PROOF_STALE, "made in 1970", draft -> draft.claim("iat", 0)),
                bad(
                        ReasonCode.PROOF_STALE,
                        "made tomorrow",
                        draft ->
                                draft.claim("iat", draft.now.plusSeconds(86_400).getEpochSecond())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threat28")
    void threat28_forgedOrMalformedProofs(String what, ReasonCode reason, Function<ProofDraft, Secret> maker) {
        assertThat(refusal(maker.apply(draft()))).isEqualTo(reason);
    }

    @Test
    void proofsAreToldApartByKeyAndId() {
        Proof proof = verify(draft().signed(), null);
        assertThat(verify(draft().claim("jti", "proof-2").signed(), null).claim())
                .isNotEqualTo(proof.claim());
        assertThat(verify(new ProofDraft(RSA, clock.instant()).signed(), null).claim())
                .isNotEqualTo(proof.claim());
        assertThat(new HashMap<>(Map.of(proof.claim(), 1)))
                .containsKey(verify(draft().claim("note", "x").signed(), null).claim());
    }
}
