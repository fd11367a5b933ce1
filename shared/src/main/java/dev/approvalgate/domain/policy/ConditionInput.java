package dev.approvalgate.domain.policy;

import java.time.Instant;

/**
 * What a condition may look at.
 *
 * @param identity the registered identity that asks
 * @param proposal what it asks for
 * @param now when the question is put
 */
public record ConditionInput(RegisteredIdentity identity, Proposal proposal, Instant now) {}
