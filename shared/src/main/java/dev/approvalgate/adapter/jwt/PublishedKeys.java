package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.TokenVerifier;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Verifies deploy tokens of a gate that runs elsewhere, with what it publishes. */
public final class PublishedKeys {

    private PublishedKeys() {}

    /**
     * {@return a verifier of another gate's tokens}
     *
     * @param issuer that gate's public URL
     * @param jwks its JWK Set (RFC 7517)
     * @param clock the time
     * @throws GateException with {@code token_key_unknown} where it is no set of public keys
     */
    public static TokenVerifier verifier(URI issuer, String jwks, Clock clock) {
        Map<String, VerificationKey> keys = OwnLoader.call(() -> read(jwks));
        return new JwtTokenVerifier(issuer, id -> Optional.ofNullable(keys.get(id)), clock);
    }

    private static Map<String, VerificationKey> read(String jwks) {
        var keys = new HashMap<String, VerificationKey>();
        try {
            for (Jwk<?> jwk : Jwks.setParser().build().parse(jwks).getKeys()) {
                if (jwk instanceof PublicJwk<?> known
                        && SigningAlgorithm.isKnown(String.valueOf(known.getAlgorithm()))) {
                    PublicKey key = known.toKey();
                    keys.put(known.getId(), new VerificationKey(SigningAlgorithm.named(known.getAlgorithm()), key));
                }
            }
        } catch (JwtException | IllegalArgumentException e) {
            throw new GateException(
                    ReasonCode.TOKEN_KEY_UNKNOWN, "what the gate publishes is no set of keys; is that its address?", e);
        }
        return keys;
    }
}
