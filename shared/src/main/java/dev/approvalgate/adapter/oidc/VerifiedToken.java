package dev.approvalgate.adapter.oidc;

import java.time.Instant;

/**
 * A token that {@link OidcVerifier} has verified.
 *
 * @param issuer who signed it
 * @param claims what it says; their forms are still to be checked
 * @param id unique among the issuer's tokens
 * @param expiresAt when it expires
 */
record VerifiedToken(String issuer, Claims claims, String id, Instant expiresAt) {}
