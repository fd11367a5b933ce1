package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import java.util.Set;

/**
 * A group of persons: those that the policy names, and those whose accounts are in groups of other systems.
 *
 * @param name names it in the policy
 * @param people members by name
 * @param external groups of other systems whose members are members too
 */
public record Group(String name, Set<PersonId> people, Set<ExternalGroup> external) {
    public Group {
        people = Set.copyOf(people);
        external = Set.copyOf(external);
    }

    /** {@return a group of persons whom the policy names} */
    public static Group of(String name, Set<PersonId> people) {
        return new Group(name, people, Set.of());
    }
}
