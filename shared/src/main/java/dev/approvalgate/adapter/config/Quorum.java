package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.Duty;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Requirement.AllOf;
import dev.approvalgate.domain.policy.Requirement.Approvals;
import dev.approvalgate.domain.policy.Requirement.AtLeast;
import dev.approvalgate.domain.policy.Rule;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds requirements that nobody could ever satisfy with the persons that the policy knows. Whoever is known elsewhere only, in a group
 * of another system or as an owner of code, may be anybody. A person counts for every part that they are eligible for.
 */
final class Quorum {

    private final Map<String, Group> groups;

    Quorum(Collection<Group> groups) {
        this.groups = groups.stream().collect(Collectors.toMap(Group::name, Function.identity()));
    }

    /**
     * {@return why a rule's requirement can never be satisfied; empty where it may be}
     *
     * @param rule the rule
     * @param owner the group that owns whoever asks
     */
    Optional<String> lack(Rule rule, String owner) {
        return lack(rule.requirement(), rule, owner);
    }

    private Optional<String> lack(Requirement requirement, Rule rule, String owner) {
        if (requirement instanceof AllOf all) {
            return all.parts().stream()
                    .flatMap(part -> lack(part, rule, owner).stream())
                    .findFirst();
        }
        if (requirement instanceof AtLeast least) {
            List<String> lacking = least.parts().stream()
                    .flatMap(part -> lack(part, rule, owner).stream())
                    .toList();
            return least.parts().size() - lacking.size() < least.count()
                    ? Optional.of(lacking.get(0))
                    : Optional.empty();
        }
        return requirement instanceof Approvals approvals ? lack(approvals, rule, owner) : Optional.empty();
    }

    private Optional<String> lack(Approvals approvals, Rule rule, String owner) {
        Set<String> names;
        boolean owners = rule.allowed().contains(Duty.OWNER);
        if (approvals.from() instanceof Approvers.Groups from) {
            names = from.names();
            owners |= names.contains(owner);
        } else if (approvals.from() instanceof Approvers.IdentityOwner) {
            names = Set.of(owner);
            owners = true;
        } else {
            return Optional.empty();
        }
        if (names.stream().anyMatch(name -> isOpen(name))) {
            return Optional.empty();
        }
        Set<PersonId> persons = people(names);
        if (!owners) {
            persons.removeAll(people(Set.of(owner)));
        }
        int count = approvals.count();
        return persons.size() >= count
                ? Optional.empty()
                : Optional.of(count + (count == 1 ? " person" : " persons") + " of "
                        + names.stream().sorted().collect(Collectors.joining(", "))
                        + " must approve, and " + (persons.isEmpty() ? "none" : "only " + persons.size()) + " may"
                        + (owners ? "" : "; members of the owner " + Quote.of(owner) + " do not count"));
    }

    private boolean isOpen(String name) {
        Group group = groups.get(name);
        return group == null || !group.external().isEmpty();
    }

    private Set<PersonId> people(Set<String> names) {
        var persons = new HashSet<PersonId>();
        for (String name : names) {
            Group group = groups.get(name);
            if (group != null) {
                persons.addAll(group.people());
            }
        }
        return persons;
    }
}
