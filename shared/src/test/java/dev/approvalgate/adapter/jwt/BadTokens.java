package dev.approvalgate.adapter.jwt;

import static dev.approvalgate.adapter.jwt.JwtTokenVerifierTest.EC;
import static dev.approvalgate.adapter.jwt.JwtTokenVerifierTest.RSA;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that are wrong in one thing, with the reason that this must have. */
final class BadTokens {

    private static final UnaryOperator<String> SAME = UnaryOperator.identity();

    private BadTokens() {}

    /**
     * A bad token.
     *
     * @param what what is wrong
     * @param reason why it must be refused
     * @param maker makes it of a good one
     */
    record Bad(String what, ReasonCode reason, Function<Draft, Secret> maker) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Bad bad(ReasonCode reason, String what, Function<Draft, Secret> maker) {
        return new Bad(what, reason, maker);
    }

    /** One whose only fault is in what is signed, and signed rightly. */
    private static Bad said(ReasonCode reason, String what, UnaryOperator<Draft> change) {
        return new Bad(what, reason, draft -> change.apply(draft).signed());
    }

    private static Bad spelled(ReasonCode reason, String what, UnaryOperator<String> change) {
        return new Bad(
                what, reason, draft -> Secret.of(change.apply(draft.signed().reveal())));
    }

    static List<Bad> shapes() {
        ReasonCode malformed = ReasonCode.TOKEN_MALFORMED;
        return List.of(
                bad(malformed, "a word", draft -> Secret.of("token")),
                bad(malformed, "two parts", draft -> Secret.of("e30.e30")),
                bad(malformed, "five parts, as of an encrypted token", draft -> Secret.of("e30.AA.AA.AA.AA")),
                spelled(malformed, "a dot at the end", text -> text + "."),
                spelled(malformed, "two tokens", text -> text + "." + text),
                bad(ReasonCode.TOKEN_TOO_LARGE, "a megabyte", draft -> Secret.of("a".repeat(1 << 20) + ".b.c")),
                said(ReasonCode.TOKEN_TOO_LARGE, "a long claim", draft -> draft.claim("note", "n".repeat(64 * 1024))),
                bad(malformed, "empty parts", draft -> Secret.of("..")),
                bad(malformed, "a header that is no JSON", draft -> draft.rewritten(header -> "{", SAME)),
                bad(malformed, "a header that is a list", draft -> draft.rewritten(header -> "[]", SAME)),
                bad(malformed, "a header that is null", draft -> draft.rewritten(header -> "null", SAME)),
                bad(malformed, "a payload that is a text", draft -> draft.rewritten(SAME, claims -> "\"a\"")),
                bad(malformed, "a payload with a rest", draft -> draft.rewritten(SAME, claims -> claims + "{}")),
                bad(
                        malformed,
                        "a payload nested too deep",
                        draft -> draft.rewritten(SAME, claims -> "{\"a\":" + "[".repeat(9) + "]".repeat(9) + "}")),
                bad(malformed, "an algorithm that is there twice", draft -> draft.rewritten(twice("alg"), SAME)),
                bad(malformed, "an audience that is there twice", draft -> draft.rewritten(SAME, twice("aud"))),
                bad(malformed, "a key twice, once escaped", draft -> draft.rewritten(SAME, escapedTwice("scope"))));
    }

    private static UnaryOperator<String> twice(String name) {
        return json -> json.replace("\"" + name + "\":", "\"" + name + "\":\"none\",\"" + name + "\":");
    }

    private static UnaryOperator<String> escapedTwice(String name) {
        String escaped = "\\u00" + Integer.toHexString(name.charAt(0)) + name.substring(1);
        return json -> json.replace("\"" + name + "\":", "\"" + escaped + "\":\"all\",\"" + name + "\":");
    }

    static List<Bad> encodings() {
        ReasonCode encoding = ReasonCode.TOKEN_ENCODING;
        return List.of(
                spelled(encoding, "padding", text -> text + "=="),
                spelled(encoding, "padding of the header", text -> text.replaceFirst("\\.", "=.")),
                spelled(encoding, "a line feed at the end", text -> text + "\n"),
                spelled(encoding, "a space before it", text -> " " + text),
                spelled(encoding, "a line break within", text -> text.substring(0, 9) + "\r\n" + text.substring(9)),
                spelled(encoding, "plain base64", text -> text.substring(0, text.length() - 1) + "+"),
                spelled(encoding, "one character too many", text -> text + "AAA"),
                spelled(encoding, "another spelling of the last character", BadTokens::otherLastCharacter),
                spelled(encoding, "a zero at the end", text -> text + "\0"),
                spelled(encoding, "letters that only look like ASCII", text -> text.replaceFirst("e", "\u0435")),
                bad(
                        encoding,
                        "bytes that are no UTF-8",
                        draft -> Draft.over(Draft.base64(new byte[] {'{', (byte) 0xC0, '}'}) + ".e30", EC::sign)));
    }

    /** The last of the 86 characters of an ES256 signature carries four bits that mean nothing. */
    private static String otherLastCharacter(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last + 1);
    }

    static List<Bad> headers() {
        ReasonCode header = ReasonCode.TOKEN_HEADER;
        ReasonCode type = ReasonCode.TOKEN_TYPE;
        ReasonCode unknown = ReasonCode.TOKEN_KEY_UNKNOWN;
        String elsewhere = "https://evil.example/keys";
        return List.of(
                said(header, "crit", draft -> draft.header("crit", List.of("exp"))),
                said(header, "jku", draft -> draft.header("jku", elsewhere)),
                said(header, "x5u", draft -> draft.header("x5u", elsewhere)),
                said(header, "x5c", draft -> draft.header("x5c", List.of("MIIB"))),
                said(header, "jwk", draft -> draft.header("jwk", Map.of("kty", "oct", "k", "AA"))),
                said(header, "b64", draft -> draft.header("b64", false)),
                said(header, "zip", draft -> draft.header("zip", "DEF")),
                said(header, "enc", draft -> draft.header("enc", "A128GCM")),
                said(header, "cty", draft -> draft.header("cty", "JWT")),
                said(header, "no kid", draft -> draft.noHeader("kid")),
                said(header, "an empty kid", draft -> draft.header("kid", "")),
                said(header, "a kid that is a number", draft -> draft.header("kid", 1)),
                said(header, "an endless kid", draft -> draft.header("kid", "k".repeat(300))),
                said(type, "typ JWT, as of an identity token", draft -> draft.header("typ", "JWT")),
                said(type, "typ at+JWT", draft -> draft.header("typ", "at+JWT")),
                said(type, "typ with its first half", draft -> draft.header("typ", "application/at+jwt")),
                said(type, "typ of a proof", draft -> draft.header("typ", "dpop+jwt")),
                said(type, "no typ", draft -> draft.noHeader("typ")),
                said(type, "typ a list", draft -> draft.header("typ", List.of("at+jwt"))),
                said(unknown, "a kid that is a path", draft -> draft.header("kid", "../../../dev/null")),
                said(unknown, "a kid that is an address", draft -> draft.header("kid", elsewhere)),
                said(unknown, "a kid that is a query", draft -> draft.header("kid", "x' OR '1'='1")),
                said(unknown, "a kid in another case", draft -> draft.header("kid", "EC-1")));
    }

    static List<Bad> algorithms() {
        ReasonCode algorithm = ReasonCode.TOKEN_ALGORITHM;
        return List.of(
                said(algorithm, "alg none", draft -> draft.header("alg", "none")),
                bad(
                        algorithm,
                        "alg none without a signature",
                        draft -> draft.header("alg", "none").signedBy((byte[] input) -> new byte[0])),
                said(algorithm, "alg nOnE", draft -> draft.header("alg", "nOnE")),
                said(algorithm, "no alg", draft -> draft.noHeader("alg")),
                said(algorithm, "alg a list", draft -> draft.header("alg", List.of("ES256"))),
                said(algorithm, "alg es256", draft -> draft.header("alg", "es256")),
                said(algorithm, "alg ES384", draft -> draft.header("alg", "ES384")),
                said(algorithm, "alg PS256", draft -> draft.header("alg", "PS256")),
                said(algorithm, "alg EdDSA", draft -> draft.header("alg", "EdDSA")),
                bad(algorithm, "HS256 keyed with the EC public key", draft -> hmac(draft, EC)),
                bad(algorithm, "HS256 keyed with the RSA public key", draft -> hmac(draft, RSA)),
                said(algorithm, "RS256 with the EC key's id", draft -> draft.header("alg", "RS256")),
                said(algorithm, "ES256 with the RSA key's id", draft -> draft.header("kid", RSA.id())),
                bad(
                        algorithm,
                        "the RSA key under the EC key's id",
                        draft -> draft.header("alg", "RS256").signedBy(RSA)));
    }

    private static Secret hmac(Draft draft, TestKey key) {
        return draft.header("alg", "HS256").header("kid", key.id()).signedBy((byte[] input) -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
                return mac.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static List<Bad> signatures() {
        ReasonCode signature = ReasonCode.TOKEN_SIGNATURE;
        return List.of(
                bad(
                        signature,
                        "a stranger's key",
                        draft -> draft.signedBy(TestKey.make(EC.id(), SigningAlgorithm.ES256))),
                bad(
                        signature,
                        "a stranger's RSA key",
                        draft -> draft.header("alg", "RS256")
                                .header("kid", RSA.id())
                                .signedBy(TestKey.make(RSA.id(), SigningAlgorithm.RS256))),
                bad(signature, "no signature", draft -> draft.signedBy((byte[] input) -> new byte[0])),
                bad(signature, "zeros, the psychic signature", draft -> draft.signedBy((byte[] input) -> new byte[64])),
                bad(signature, "the group's order twice", draft -> draft.signedBy((byte[] input) -> orders())),
                bad(
                        signature,
                        "DER in the place of two numbers",
                        draft -> draft.signedBy((byte[] input) -> EC.sign(input, "SHA256withECDSA"))),
                bad(
                        signature,
                        "half a signature",
                        draft -> draft.signedBy((byte[] input) -> java.util.Arrays.copyOf(EC.sign(input), 32))),
                bad(
                        signature,
                        "bytes behind the signature",
                        draft -> draft.signedBy((byte[] input) -> java.util.Arrays.copyOf(EC.sign(input), 65))),
                bad(
                        signature,
                        "another hash",
                        draft -> draft.signedBy((byte[] input) -> EC.sign(input, "SHA512withECDSAinP1363Format"))),
                bad(
                        signature,
                        "RSA with padding of PSS",
                        draft -> draft.header("alg", "RS256")
                                .header("kid", RSA.id())
                                .signedBy((byte[] input) -> RSA.sign(input, "SHA1withRSA"))),
                bad(signature, "the signature of other claims", draft -> {
                    String other = draft.signed().reveal();
                    String[] parts = draft.claim("environment", "staging")
                            .signed()
                            .reveal()
                            .split("\\.", -1);
                    return Secret.of(parts[0] + "." + parts[1] + other.substring(other.lastIndexOf('.')));
                }));
    }

    private static byte[] orders() {
        BigInteger order = ((ECPublicKey) EC.pair().getPublic()).getParams().getOrder();
        byte[] number = order.toByteArray();
        byte[] both = new byte[64];
        System.arraycopy(number, number.length - 32, both, 0, 32);
        System.arraycopy(number, number.length - 32, both, 32, 32);
        return both;
    }

    static List<Bad> claims() {
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        ReasonCode malformed = ReasonCode.TOKEN_CLAIM_MALFORMED;
        ReasonCode issuer = ReasonCode.TOKEN_ISSUER;
        return List.of(
                said(
                        issuer,
                        "GitHub's issuer",
                        draft -> draft.claim("iss", "https://token.actions.githubusercontent.com")),
                said(issuer, "our issuer with a slash", draft -> draft.claim("iss", Draft.ISSUER + "/")),
                said(issuer, "our issuer in capitals", draft -> draft.claim("iss", "HTTPS://GATE.EXAMPLE.COM")),
                said(missing, "no iss", draft -> draft.noClaim("iss")),
                said(missing, "no sub", draft -> draft.noClaim("sub")),
                said(missing, "no client_id", draft -> draft.noClaim("client_id")),
                said(missing, "no aud", draft -> draft.noClaim("aud")),
                said(missing, "no jti", draft -> draft.noClaim("jti")),
                said(missing, "no scope", draft -> draft.noClaim("scope")),
                said(
                        malformed,
                        "two audiences",
                        draft -> draft.claim("aud", List.of("https://deploy.example.com", "https://evil.example"))),
                said(
                        malformed,
                        "one audience in a list",
                        draft -> draft.claim("aud", List.of("https://deploy.example.com"))),
                said(malformed, "an empty audience", draft -> draft.claim("aud", "")),
                said(malformed, "jti a number", draft -> draft.claim("jti", 1)),
                said(malformed, "sub a list", draft -> draft.claim("sub", List.of("payments-deploy"))),
                said(malformed, "another client than subject", draft -> draft.claim("client_id", "other")),
                said(malformed, "scopes in a list", draft -> draft.claim("scope", List.of("deploy:payments"))),
                said(malformed, "two spaces between scopes", draft -> draft.claim("scope", "a  b")),
                said(malformed, "a claim that is null", draft -> draft.claim("environment", null)),
                said(
                        malformed,
                        "a confirmation that is not known here",
                        draft -> draft.claim("cnf", Map.of("x5t#S256", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))),
                said(malformed, "a thumbprint that is none", draft -> draft.claim("cnf", Map.of("jkt", "short"))),
                said(malformed, "an empty confirmation", draft -> draft.claim("cnf", Map.of())));
    }

    static List<Bad> times() {
        ReasonCode missing = ReasonCode.TOKEN_CLAIM_MISSING;
        ReasonCode malformed = ReasonCode.TOKEN_CLAIM_MALFORMED;
        return List.of(
                said(missing, "no exp", draft -> draft.noClaim("exp")),
                said(missing, "no iat", draft -> draft.noClaim("iat")),
                said(missing, "no nbf", draft -> draft.noClaim("nbf")),
                said(malformed, "exp a text", draft -> draft.claim("exp", "4102444800")),
                said(malformed, "exp negative", draft -> draft.claim("exp", -1)),
                said(malformed, "exp with a fraction", draft -> draft.claim("exp", 4102444800.5)),
                said(malformed, "exp true", draft -> draft.claim("exp", true)),
                said(malformed, "exp beyond the year 9999", draft -> draft.claim("exp", 253402300800L)),
                said(
                        malformed,
                        "exp beyond 64 bits",
                        draft -> draft.claim("exp", new BigInteger("99999999999999999999"))),
                bad(
                        malformed,
                        "exp in powers of ten",
                        draft -> draft.rewritten(SAME, claims -> claims.replaceFirst("\"exp\":[0-9]+", "\"exp\":4e9"))),
                said(ReasonCode.TOKEN_EXPIRED, "expired", draft -> draft.shift("exp", -900)),
                said(ReasonCode.TOKEN_EXPIRED, "expired in 1970", draft -> draft.claim("exp", 0)),
                said(ReasonCode.TOKEN_NOT_YET_VALID, "nbf ahead", draft -> draft.shift("nbf", 31)),
                said(ReasonCode.TOKEN_NOT_YET_VALID, "iat ahead", draft -> draft.shift("iat", 31)),
                said(ReasonCode.TOKEN_LIFETIME, "a life of more than a day", draft -> draft.shift("exp", 24 * 3600)));
    }
}
