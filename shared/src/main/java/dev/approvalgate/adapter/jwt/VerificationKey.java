package dev.approvalgate.adapter.jwt;

import java.security.PublicKey;

/**
 * A published key and the only algorithm that it may verify.
 *
 * @param algorithm the algorithm
 * @param key the key, of that algorithm's type
 */
record VerificationKey(SigningAlgorithm algorithm, PublicKey key) {}
