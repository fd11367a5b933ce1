package io.jenkins.plugins.approvalgate.requests;

import dev.approvalgate.domain.approval.Secret;
import java.time.Instant;

/**
 * A deploy token.
 *
 * @param token the token
 * @param expiresAt when it ends by itself
 */
public record Granted(Secret token, Instant expiresAt) {}
