package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verifies our own deploy tokens, from memory: signature, issuer, type and times. Whether one was revoked it cannot tell. */
public interface TokenVerifier {

    /** The claim that says {@code true} where somebody broke glass, and is left out elsewhere. */
    String BREAK_GLASS = "break_glass";

    /**
     * {@return what the token says}
     *
     * @param token the compact JWT as it came
     * @throws GateException with a distinct {@code token_*} reason
     */
    Verified verify(Secret token);

    /**
     * {@return whether tokens of a key are still to be believed: a signature that held a moment ago is worth nothing once its key was given
     * up}
     *
     * @param keyId {@code kid}
     */
    default boolean believes(String keyId) {
        return true;
    }

    /**
     * A verified token.
     *
     * @param id {@code jti}
     * @param hash SHA-256 of the compact token
     * @param subject {@code sub}: the registered identity
     * @param audience {@code aud}
     * @param scopes what it allows
     * @param issuedAt {@code iat}
     * @param expiresAt {@code exp}
     * @param confirmation {@code cnf.jkt} (RFC 9449), or {@code null} for a bearer token
     * @param claims all claims of the payload: texts, numbers, booleans, lists and mappings of them
     */
    record Verified(
            String id,
            Sha256 hash,
            String subject,
            String audience,
            List<String> scopes,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable String confirmation,
            Map<String, Object> claims) {
        public Verified {
            scopes = List.copyOf(scopes);
            claims = Map.copyOf(claims);
        }
    }
}
