package dev.approvalgate.domain.approval;

import java.util.Set;

/**
 * One human, whichever account they act through.
 *
 * @param id stable within a policy; quorum counts these
 * @param name how to show them
 * @param accounts every account they act through; no account belongs to two persons
 */
public record Person(PersonId id, String name, Set<Account> accounts) {

    public Person {
        accounts = Set.copyOf(accounts);
    }

    /**
     * {@return whether the person has an account where another one lives: the same kind and realm, without which nobody can tell whether
     * the other account is theirs}
     */
    public boolean isLinkedWhere(Account other) {
        return accounts.stream()
                .anyMatch(account ->
                        account.kind() == other.kind() && account.realm().equals(other.realm()));
    }
}
