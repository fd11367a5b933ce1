package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy came into force.
 *
 * @param digest SHA-256 of its text
 * @param text its text
 * @param origin where it came from
 * @param previous digest of the policy that it took the place of, or {@code null} for the first
 * @param difference the lines that differ from that one, as a unified diff; {@code null} where there is nothing to compare with
 * @param at when
 */
public record PolicyLoaded(
        Sha256 digest,
        Personal<String> text,
        Policy.Origin origin,
        @Nullable Sha256 previous,
        @Nullable Personal<String> difference,
        Instant at)
        implements DomainEvent {}
