package dev.approvalgate.domain.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's answer.
 *
 * @param person who
 * @param account the account they acted through
 * @param kind approve or reject
 * @param channel the kind of channel they used, such as {@code slack}
 * @param shown hash of exactly what they were shown
 * @param reason in their words, or {@code null} if none was given
 * @param at when
 */
public record Vote(
        PersonId person,
        Account account,
        Kind kind,
        String channel,
        Sha256 shown,
        @Nullable Personal<String> reason,
        Instant at) {

    /** What a person can answer. */
    public enum Kind {
        /** Let it happen. */
        APPROVE,
        /** Do not let it happen. */
        REJECT
    }
}
