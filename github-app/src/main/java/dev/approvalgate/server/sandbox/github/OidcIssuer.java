package dev.approvalgate.server.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Plays the issuer of GitHub Actions' identity tokens: RS256, keys published as JWKS. Safe for use by several threads. */
public final class OidcIssuer {

    /** A signing key and its id. */
    private record Key(String id, KeyPair pair) {}

    private static final int PUBLISHED_KEYS = 2;

    private final URI issuer;
    private final Deque<Key> keys = new ArrayDeque<>();

    OidcIssuer(URI issuer) {
        this.issuer = issuer;
        rotateKey();
    }

    /** The value of {@code iss}; the discovery document lies below it. */
    public URI issuer() {
        return issuer;
    }

    /** Signs with a fresh key from now on. The key before it stays published; older ones do not. */
    public void rotateKey() {
        Key fresh = new Key(Keys.random(27), Keys.rsa());
        synchronized (keys) {
            keys.addFirst(fresh);
            while (keys.size() > PUBLISHED_KEYS) {
                keys.removeLast();
            }
        }
    }

    /** Signs any claims with the present key: for tests that need what the real issuer would never say. */
    public String sign(Map<String, ?> claims) {
        Key key;
        synchronized (keys) {
            key = keys.getFirst();
        }
        String header = Json.write(Json.object("typ", "JWT", "alg", "RS256", "x5t", key.id(), "kid", key.id()));
        String input =
                base64(header.getBytes(UTF_8)) + "." + base64(Json.write(claims).getBytes(UTF_8));
        try {
            java.security.Signature signer = java.security.Signature.getInstance("SHA256withRSA");
            signer.initSign(key.pair().getPrivate());
            signer.update(input.getBytes(UTF_8));
            return input + "." + base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK signs with RSA and SHA-256.", e);
        }
    }

    Map<String, Object> discovery(Iterable<String> claims) {
        return Json.object(
                "issuer", issuer.toString(),
                "jwks_uri", issuer + "/.well-known/jwks",
                "subject_types_supported", List.of("public", "pairwise"),
                "response_types_supported", List.of("id_token"),
                "claims_supported", claims,
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "scopes_supported", List.of("openid"));
    }

    Map<String, Object> jwks() {
        synchronized (keys) {
            return Json.object("keys", keys.stream().map(OidcIssuer::jwk).toList());
        }
    }

    private static Map<String, Object> jwk(Key key) {
        RSAPublicKey shown = (RSAPublicKey) key.pair().getPublic();
        return Json.object(
                "kty",
                "RSA",
                "alg",
                "RS256",
                "use",
                "sig",
                "kid",
                key.id(),
                "n",
                base64(unsigned(shown.getModulus())),
                "e",
                base64(unsigned(shown.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
