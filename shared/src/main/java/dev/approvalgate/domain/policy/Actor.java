package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.PersonId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A human who acts through an account.
 *
 * @param human who, as shown and recorded: the person that the account speaks for, else {@code self}
 * @param self the same for all accounts that are one human's by the policy or by any link that was ever made: what counts once, and what
 *     separation of duties bars
 * @param named the person of the policy that the account speaks for, or {@code null} for none
 * @param accounts the accounts that it speaks for now, itself included
 */
record Actor(PersonId human, PersonId self, @Nullable PersonId named, Set<Account> accounts) {

    /** {@return whether it has an account where another one lives, without which nobody can tell them apart} */
    boolean isComparableWith(Account other) {
        return accounts.stream()
                .anyMatch(account ->
                        account.kind() == other.kind() && account.realm().equals(other.realm()));
    }
}
