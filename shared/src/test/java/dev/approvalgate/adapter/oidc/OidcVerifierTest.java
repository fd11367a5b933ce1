package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OidcVerifierTest {

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.of(IssuerKind.GITHUB);
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge() {
        return desk.actions();
    }

    @Test
    void bothAlgorithmsOneListedAudienceAndSmallDifferencesOfClocksAreAccepted() {
        assertThat(desk.verify(Forge.actions(Desk.EC, desk.issuer(), desk.clock.instant())
                        .token()))
                .isNotNull();
        assertThat(desk.verify(forge().claim("aud", List.of(Forge.AUDIENCE)).token()))
                .isNotNull();
        assertThat(desk.verify(forge().header("typ", null).token())).isNotNull();
        assertThat(desk.verify(
                        forge().header("x5t", "AAECAwQFBgcICQoLDA0ODxAREhM").token()))
                .isNotNull();
        assertThat(desk.verify(forge().shift("iat", 29).token())).isNotNull();
        assertThat(desk.verify(forge().shift("iat", -60).shift("exp", -329).token()))
                .isNotNull();
        assertThat(desk.verify(forge().shift("exp", 3300).token())).isNotNull();
    }

    @Test
    void threat01_tokenForAnotherAudienceOrIssuer() {
        desk.refused(
                forge().claim("aud", "https://gate.example.com.evil.example").token(), ReasonCode.AUDIENCE_WRONG);
        desk.refused(forge().claim("aud", "HTTPS://GATE.EXAMPLE.COM").token(), ReasonCode.AUDIENCE_WRONG);
        desk.refused(forge().claim("aud", Forge.AUDIENCE + "/").token(), ReasonCode.AUDIENCE_WRONG);
        desk.refused(
                forge().claim("iss", "https://token.actions.githubusercontent.com")
                        .token(),
                ReasonCode.ISSUER_UNKNOWN);
        desk.refused(forge().claim("iss", desk.issuer() + "/").token(), ReasonCode.ISSUER_UNKNOWN);
        desk.refused(
                forge().claim("iss", desk.issuer().replace("127.0.0.1", "localhost"))
                        .token(),
                ReasonCode.ISSUER_UNKNOWN);
    }

    /** A token that is wrong in one thing, made of a good one. */
    private static Arguments bad(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        return raw(what, reason, forge -> change.apply(forge).token());
    }

    private static Arguments raw(String what, ReasonCode reason, Function<Forge, Secret> maker) {
        return Arguments.of(what, reason, maker);
    }

    static Stream<Arguments> threat28() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        ReasonCode algorithm = ReasonCode.TOKEN_ALGORITHM;
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        return Stream.of(
                raw("empty parts", malformed, forge -> Secret.of("..")),
                raw("a word", malformed, forge -> Secret.of("token")),
                raw("no signature", malformed, forge -> Secret.of(unsigned(forge.token()))),
                raw("five parts, as of an encrypted token", malformed, forge -> Secret.of("a.b.c.d.e")),
                raw(
                        "white space at the end",
                        malformed,
                        forge -> Secret.of(forge.token().reveal() + "\n")),
                raw("padding", malformed, forge -> Secret.of(forge.token().reveal() + "=")),
                raw("a megabyte", malformed, forge -> Secret.of("a".repeat(1 << 20) + ".b.c")),
                raw("a header that is no JSON", malformed, forge -> forge.token("{", forge.claimsJson())),
                raw("a header that is a list", malformed, forge -> forge.token("[]", forge.claimsJson())),
                raw("a payload that is a text", malformed, forge -> forge.token(forge.headerJson(), "\"a\"")),
                raw(
                        "a payload with a rest",
                        malformed,
                        forge -> forge.token(forge.headerJson(), forge.claimsJson() + "{}")),
                raw(
                        "a payload nested deeply",
                        malformed,
                        forge -> forge.token(forge.headerJson(), "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")),
                raw(
                        "a claim that is there twice",
                        malformed,
                        forge -> forge.token(
                                forge.headerJson(),
                                forge.claimsJson()
                                        .replace("\"repository_id\"", "\"repository_id\":\"1\",\"repository_id\""))),
                raw(
                        "an algorithm that is there twice",
                        malformed,
                        forge -> forge.token(
                                forge.headerJson().replace("\"alg\"", "\"alg\":\"none\",\"alg\""), forge.claimsJson())),
                raw(
                        "bytes that are no UTF-8",
                        malformed,
                        forge -> Secret.of(Forge.base64(new byte[] {'{', (byte) 0xC0, '}'}) + ".e30.AA")),
                bad("alg none", algorithm, forge -> forge.header("alg", "none")),
                raw(
                        "alg none without a signature",
                        malformed,
                        forge -> Secret.of(unsigned(forge.header("alg", "none").token()) + ".")),
                bad("alg None", algorithm, forge -> forge.header("alg", "None")),
                bad("alg rs256", algorithm, forge -> forge.header("alg", "rs256")),
                bad("alg missing", algorithm, forge -> forge.header("alg", null)),
                bad("alg a list", algorithm, forge -> forge.header("alg", List.of("RS256"))),
                bad("alg RS512", algorithm, forge -> forge.header("alg", "RS512")),
                bad("alg PS256", algorithm, forge -> forge.header("alg", "PS256")),
                bad("alg EdDSA", algorithm, forge -> forge.header("alg", "EdDSA")),
                raw("HS256 keyed with the public key", algorithm, OidcVerifierTest::hmacWithPublicKey),
                bad("ES256 with an RSA key", algorithm, forge -> forge.header("alg", "ES256")),
                bad("RS256 with an EC key", algorithm, forge -> forge.header("kid", "ec-1")),
                bad("typ of our own deploy tokens", malformed, forge -> forge.header("typ", "at+jwt")),
                bad("typ a number", malformed, forge -> forge.header("typ", 1)),
                bad("kid missing", malformed, forge -> forge.header("kid", null)),
                bad("kid empty", malformed, forge -> forge.header("kid", "")),
                bad("kid endless", malformed, forge -> forge.header("kid", "k".repeat(300))),
                bad("kid a path", ReasonCode.TOKEN_KEY_UNKNOWN, forge -> forge.header("kid", "../../../dev/null")),
                bad(
                        "kid an address",
                        ReasonCode.TOKEN_KEY_UNKNOWN,
                        forge -> forge.header("kid", "https://evil.example/key")),
                bad("kid a query", ReasonCode.TOKEN_KEY_UNKNOWN, forge -> forge.header("kid", "x' OR '1'='1")),
                bad("jku", malformed, forge -> forge.header("jku", "https://evil.example/jwks")),
                bad("x5u", malformed, forge -> forge.header("x5u", "https://evil.example/cert")),
                bad("x5c", malformed, forge -> forge.header("x5c", List.of("MIIB"))),
                bad("jwk", malformed, forge -> forge.header("jwk", Map.of("kty", "oct", "k", "AA"))),
                bad("crit", malformed, forge -> forge.header("crit", List.of("exp"))),
                bad("b64", malformed, forge -> forge.header("b64", false)),
                bad("zip", malformed, forge -> forge.header("zip", "DEF")),
                bad("cty", malformed, forge -> forge.header("cty", "JWT")),
                bad("another's signature", ReasonCode.TOKEN_SIGNATURE, forge -> forge.signedBy(Desk.STRANGER)),
                raw("a claim changed after signing", ReasonCode.TOKEN_SIGNATURE, OidcVerifierTest::changed),
                raw("an empty ECDSA signature of zeros", ReasonCode.TOKEN_SIGNATURE, OidcVerifierTest::zeros),
                bad("iss missing", missing, forge -> forge.claim("iss", null)),
                bad("iss a list", malformed, forge -> forge.claim("iss", List.of(forge.claimText("iss")))),
                bad("aud missing", missing, forge -> forge.claim("aud", null)),
                bad("aud two", malformed, forge -> forge.claim("aud", List.of(Forge.AUDIENCE, "other"))),
                bad(
                        "aud twice the same",
                        malformed,
                        forge -> forge.claim("aud", List.of(Forge.AUDIENCE, Forge.AUDIENCE))),
                bad("aud none", malformed, forge -> forge.claim("aud", List.of())),
                bad("aud an object", malformed, forge -> forge.claim("aud", Map.of("a", Forge.AUDIENCE))),
                bad("exp missing", missing, forge -> forge.claim("exp", null)),
                bad("exp a text", malformed, forge -> forge.claim("exp", "9999999999")),
                bad("exp a fraction", malformed, forge -> forge.claim("exp", 1.5)),
                bad("exp beyond time", malformed, forge -> forge.claim("exp", Long.MAX_VALUE)),
                bad("exp negative", malformed, forge -> forge.claim("exp", -1)),
                bad("expired", ReasonCode.TOKEN_EXPIRED, forge -> forge.shift("exp", -330)),
                bad("iat missing", missing, forge -> forge.claim("iat", null)),
                bad("iat ahead", ReasonCode.TOKEN_NOT_YET_VALID, forge -> forge.shift("iat", 31)),
                bad("nbf missing", missing, forge -> forge.claim("nbf", null)),
                bad("nbf ahead", ReasonCode.TOKEN_NOT_YET_VALID, forge -> forge.shift("nbf", 631)),
                bad("a life of more than an hour", ReasonCode.TOKEN_LIFETIME, forge -> forge.shift("exp", 3301)),
                bad("no life at all", ReasonCode.TOKEN_LIFETIME, forge -> forge.shift("exp", -300)),
                bad("jti missing", missing, forge -> forge.claim("jti", null)),
                bad("jti empty", missing, forge -> forge.claim("jti", "")),
                bad("jti a number", malformed, forge -> forge.claim("jti", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threat28")
    void threat28_forgedOrMalformedToken(String what, ReasonCode reason, Function<Forge, Secret> maker) {
        desk.refused(maker.apply(forge()), reason);
    }

    @Test
    void noRefusalQuotesTheToken() {
        Secret token =
                forge().signedBy(Desk.STRANGER).claim("sub", "do-not-quote").token();

        assertThatThrownBy(() -> desk.verify(token)).satisfies(refusal -> {
            assertThat(refusal.toString()).doesNotContain("do-not-quote").doesNotContain(token.reveal());
            assertThat(refusal.getCause()).isNull();
        });
    }

    @Test
    void issuersAreHttpsOrOnThisMachineAndThereOnce() {
        for (String wrong :
                List.of("http://ci.example.com", "ci.example.com", "", "https://a@ci.example.com", "file:///etc")) {
            assertThatThrownBy(() -> TrustedIssuer.of(IssuerKind.GITHUB, wrong, "a"))
                    .isInstanceOf(GateException.class);
        }
        var issuer = TrustedIssuer.of(IssuerKind.GITHUB, "https://ci.example.com", "a");
        assertThatThrownBy(() -> TrustedIssuer.of(IssuerKind.GITHUB, "https://ci.example.com", " "))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> TrustedIssuer.of(IssuerKind.GENERIC, "https://ci.example.com", "a"))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> new OidcVerifier(List.of(issuer, issuer), desk.clock))
                .isInstanceOf(GateException.class);
    }

    private static String unsigned(Secret token) {
        String text = token.reveal();
        return text.substring(0, text.lastIndexOf('.'));
    }

    private static Secret hmacWithPublicKey(Forge forge) {
        try {
            String input = unsigned(forge.header("alg", "HS256").token());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Desk.RSA.pair().getPublic().getEncoded(), "HmacSHA256"));
            return Secret.of(input + "." + Forge.base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Secret changed(Forge forge) {
        String[] parts = forge.token().reveal().split("\\.", -1);
        String claims = forge.claimsJson().replace("\"4242\"", "\"4243\"");
        return Secret.of(parts[0] + "." + Forge.base64(claims) + "." + parts[2]);
    }

    private static Secret zeros(Forge forge) {
        String input =
                unsigned(forge.header("alg", "ES256").header("kid", "ec-1").token());
        return Secret.of(input + "." + Forge.base64(new byte[64]));
    }
}
