package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;

/**
 * A policy came into force.
 *
 * @param digest SHA-256 of its text
 * @param text its text
 * @param origin where it came from
 * @param at when
 */
public record PolicyLoaded(Sha256 digest, Personal<String> text, String origin, Instant at) implements DomainEvent {}
