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

    /** {@return whether the person has an account of that kind, without which they cannot be compared with others of the kind} */
    public boolean isLinkedTo(AccountKind kind) {
        return accounts.stream().anyMatch(account -> account.kind() == kind);
    }
}
