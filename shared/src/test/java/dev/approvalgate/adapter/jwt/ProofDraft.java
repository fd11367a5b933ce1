package dev.approvalgate.adapter.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A proof of possession in the making, right in everything until somebody spoils it. */
final class ProofDraft {

    final Instant now;
    private final TestKey key;
    private final Map<String, Object> header = new HashMap<>();
    private final Map<String, Object> claims = new HashMap<>();
    private final Map<String, String> jwk;

    ProofDraft(TestKey key, Instant now) {
        this.key = key;
        this.now = now;
        this.jwk = jwk(key);
        header.put("typ", "dpop+jwt");
        header.put("alg", key.algorithm().name());
        header.put("jwk", jwk);
        claims.put("jti", "proof-1");
        claims.put("htm", "POST");
        claims.put("htu", "https://gate.example.com/oauth2/token");
        claims.put("iat", now.getEpochSecond());
    }

    private static Map<String, String> jwk(TestKey key) {
        if (key.pair().getPublic() instanceof RSAPublicKey rsa) {
            return new HashMap<>(
                    Map.of("kty", "RSA", "n", number(rsa.getModulus(), 0), "e", number(rsa.getPublicExponent(), 0)));
        }
        var point = ((ECPublicKey) key.pair().getPublic()).getW();
        return new HashMap<>(Map.of(
                "kty", "EC", "crv", "P-256", "x", number(point.getAffineX(), 32), "y", number(point.getAffineY(), 32)));
    }

    private static String number(BigInteger value, int size) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        int length = bytes.length - from;
        byte[] padded = new byte[Math.max(size, length)];
        System.arraycopy(bytes, from, padded, padded.length - length, length);
        return Base64Url.encode(padded);
    }

    static TestKey smallRsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return new TestKey("small", SigningAlgorithm.RS256, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(Secret token) {
        return Base64Url.encode(token.sha256().bytes());
    }

    ProofDraft header(String name, @Nullable Object value) {
        return put(header, name, value);
    }

    ProofDraft claim(String name, @Nullable Object value) {
        return put(claims, name, value);
    }

    ProofDraft jwk(String name, String value) {
        jwk.put(name, value);
        return this;
    }

    /** Writes a number of the key another way. */
    ProofDraft zeroBefore(String name) {
        byte[] bytes = Base64Url.decode(String.valueOf(jwk.get(name)));
        if (bytes == null) {
            throw new IllegalStateException();
        }
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 1, bytes.length);
        return jwk(name, Base64Url.encode(longer));
    }

    private ProofDraft put(Map<String, Object> to, String name, @Nullable Object value) {
        if (value == null) {
            to.remove(name);
        } else {
            to.put(name, value);
        }
        return this;
    }

    Secret signed() {
        return signedBy(key);
    }

    Secret signedBy(TestKey other) {
        return signedBy(other::sign);
    }

    Secret signedBy(UnaryOperator<byte[]> signer) {
        try {
            var mapper = new JsonMapper();
            return Draft.over(
                    Draft.base64(mapper.writeValueAsString(header)) + "."
                            + Draft.base64(mapper.writeValueAsString(claims)),
                    signer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
