package dev.approvalgate.gate.port;

import dev.approvalgate.domain.token.DeployToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs deploy tokens. Signing records nothing: the caller records the token's hash before the token leaves. */
public interface TokenIssuer {

    /** {@return a signed token} */
    DeployToken issue(Claims claims);

    /** {@return the public keys, as a JWK Set (RFC 7517): all that may have signed a token that still lives} */
    String jwks();

    /** {@return the JWS algorithms of those keys} */
    List<String> algorithms();

    /**
     * What a token says.
     *
     * @param id {@code jti}
     * @param subject {@code sub}: the registered identity
     * @param audience {@code aud}
     * @param scopes what it allows; written as one text with spaces
     * @param issuedAt {@code iat} and {@code nbf}
     * @param expiresAt {@code exp}
     * @param algorithm JWS algorithm to sign with, or {@code null} for the issuer's own choice
     * @param approval claims that say what was approved, by name: texts, numbers, lists and mappings of them
     */
    record Claims(
            String id,
            String subject,
            String audience,
            List<String> scopes,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable String algorithm,
            Map<String, Object> approval) {
        public Claims {
            scopes = List.copyOf(scopes);
            approval = Map.copyOf(approval);
        }
    }
}
