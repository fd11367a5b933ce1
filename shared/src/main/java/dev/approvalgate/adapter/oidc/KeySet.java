package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The usable keys of a JWK Set (RFC 7517): public, for signatures, RSA of 2,048 to 8,192 bits or P-256, with an id. Immutable. */
final class KeySet {

    private static final int MOST = 100;
    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 8192;
    private static final int P256 = 256;

    /**
     * A key and the only algorithm that it may verify.
     *
     * @param algorithm {@code RS256} or {@code ES256}
     * @param key the key
     */
    record VerificationKey(String algorithm, PublicKey key) {}

    private final Map<String, VerificationKey> keys;

    private KeySet(Map<String, VerificationKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** {@return the key of that id} */
    Optional<VerificationKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    static KeySet of(JsonNode set) throws IOException {
        JsonNode listed = set.path("keys");
        if (!listed.isArray() || listed.size() > MOST) {
            throw new IOException("it publishes no list of at most " + MOST + " keys");
        }
        var keys = new HashMap<String, VerificationKey>();
        for (JsonNode jwk : listed) {
            String id = jwk.path("kid").asText("");
            VerificationKey key = usable(jwk);
            // Keys of other kinds may stand beside ours and are passed over. Two usable ones of one id are a trap.
            if (!id.isBlank() && key != null && keys.put(id, key) != null) {
                throw new IOException("it publishes two keys with one id");
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("it publishes no key that we can use");
        }
        return new KeySet(keys);
    }

    private static @Nullable VerificationKey usable(JsonNode jwk) {
        String type = jwk.path("kty").asText("");
        boolean forSignatures = jwk.path("use").asText("sig").equals("sig");
        // A set that shows private or symmetric keys has given them away.
        if (!forSignatures || jwk.has("d") || jwk.has("k") || !(type.equals("RSA") || type.equals("EC"))) {
            return null;
        }
        VerificationKey key = parse(jwk);
        return key != null && jwk.path("alg").asText(key.algorithm()).equals(key.algorithm()) ? key : null;
    }

    private static @Nullable VerificationKey parse(JsonNode node) {
        try {
            Jwk<?> jwk = Jwks.parser().build().parse(node.toString());
            if (!(jwk instanceof PublicJwk<?> published)) {
                return null;
            }
            PublicKey key = published.toKey();
            if (key instanceof RSAPublicKey rsa) {
                int bits = rsa.getModulus().bitLength();
                return bits >= SMALLEST_RSA && bits <= LARGEST_RSA ? new VerificationKey("RS256", key) : null;
            }
            boolean p256 =
                    key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == P256;
            return p256 && node.path("crv").asText("").equals("P-256") ? new VerificationKey("ES256", key) : null;
        } catch (JwtException | IllegalArgumentException e) {
            return null;
        }
    }
}
