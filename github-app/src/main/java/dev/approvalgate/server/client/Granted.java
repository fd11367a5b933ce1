package dev.approvalgate.server.client;

import dev.approvalgate.domain.approval.Secret;
import java.time.Instant;

/**
 * A deploy token as its job has received it. Prints without its value.
 *
 * @param token the compact JWT
 * @param expiresAt when it dies by itself, by this machine's clock
 * @param scope what it allows, separated by spaces
 */
public record Granted(Secret token, Instant expiresAt, String scope) {}
