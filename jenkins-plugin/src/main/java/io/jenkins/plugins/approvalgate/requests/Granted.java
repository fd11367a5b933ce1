package io.jenkins.plugins.approvalgate.requests;

import dev.approvalgate.domain.approval.Secret;
import java.time.Instant;

/**
 * A deploy token.
 *
 * @param id its {@code jti}
 * @param token the token
 * @param expiresAt when it ends by itself
 */
public record Granted(String id, Secret token, Instant expiresAt) {}
