package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A minted token on its way to the pipeline. Prints without its value.
 *
 * @param id its {@code jti}
 * @param value the compact JWT
 * @param keyId {@code kid} of the key that signed it
 * @param expiresAt when it dies by itself
 */
public record DeployToken(String id, Secret value, String keyId, Instant expiresAt) {

    /** No policy can give a longer life. */
    public static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
}
