package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a minted token without the token itself.
 *
 * @param id its {@code jti}
 * @param hash SHA-256 of the compact token: another token that bears the same id is not this one
 * @param request the request that it was minted for
 * @param job the host's id of the job that holds it
 * @param identity the registered identity
 * @param environment where it is good
 * @param action what for
 * @param scopes what it allows
 * @param audience who may accept it
 * @param keyId {@code kid} of the key that signed it
 * @param expiresAt when it dies by itself
 * @param confirmation RFC 7638 thumbprint of the key that its holder must prove to have (RFC 9449), or {@code null} for a bearer token
 */
public record LiveToken(
        String id,
        Sha256 hash,
        RequestId request,
        String job,
        String identity,
        Environment environment,
        Action action,
        List<String> scopes,
        String audience,
        String keyId,
        Instant expiresAt,
        @Nullable String confirmation) {
    public LiveToken {
        scopes = List.copyOf(scopes);
    }

    /** {@return whether its own time is over} */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
