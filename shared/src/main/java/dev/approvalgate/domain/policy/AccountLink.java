package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two accounts of one human, as that human has shown by signing in to both.
 *
 * @param one an account
 * @param other another, of another kind or realm
 * @param linkedAt when it was shown; from then on both are one human, whoever wrote what through either
 * @param effectiveAt from when on each speaks for the other
 * @param endedAt when it was ended, or {@code null}; both stay one human, but neither speaks for the other any more
 */
public record AccountLink(
        Account one,
        Account other,
        Instant linkedAt,
        Instant effectiveAt,
        @Nullable Instant endedAt) {

    /** {@return whether each account speaks for the other now} */
    public boolean isEffective(Instant now) {
        return endedAt == null && !now.isBefore(effectiveAt);
    }

    /** {@return the account at the other end} */
    public Account from(Account account) {
        return account.equals(one) ? other : one;
    }
}
