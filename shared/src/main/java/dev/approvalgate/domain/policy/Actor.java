package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
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
 * @param vouched those of them that somebody else vouches for: not those that came by a link alone, since anybody can open one more account
 *     and link that instead of the one they write with
 */
record Actor(PersonId human, PersonId self, @Nullable PersonId named, Set<Account> accounts, Set<Account> vouched) {

    /** {@return why they may not act through one of their accounts by what is said of it, or of another one; empty if they may} */
    Optional<ReasonCode> bar(Account through, Map<Account, AccountStanding> standings) {
        ReasonCode own =
                standings.getOrDefault(through, AccountStanding.UNKNOWN).bar();
        return own == null ? bar(standings) : Optional.of(own);
    }

    /** {@return why they may not act through any account by what is said of one of them; empty if they may} */
    Optional<ReasonCode> bar(Map<Account, AccountStanding> standings) {
        return accounts.stream()
                .map(account -> standings.getOrDefault(account, AccountStanding.ACTIVE))
                .filter(AccountStanding::isOfThePerson)
                .min(Comparator.naturalOrder())
                .map(AccountStanding::bar);
    }

    /** {@return whether it has a vouched account where another one lives, without which nobody can tell them apart} */
    boolean isComparableWith(Account other) {
        return vouched.stream()
                .anyMatch(account ->
                        account.kind() == other.kind() && account.realm().equals(other.realm()));
    }
}
