package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may vote on one change under one rule: separation of duties. A person is barred when any of their accounts had a hand in the
 * change, and also when they have no account in a system that contributors are known by, since then they could not be told from one.
 */
public final class Eligibility {

    private final People people;
    private final Set<PersonId> members;
    private final Set<PersonId> contributors = new HashSet<>();
    private final Set<Account> compared = new HashSet<>();

    /**
     * @param people the persons and groups in force
     * @param approvals who may vote by membership
     * @param contributors who had a hand in the change
     */
    public Eligibility(People people, Rule.Approvals approvals, List<Contributor> contributors) {
        this.people = people;
        this.members = people.membersOfAny(approvals.groups());
        for (Contributor contributor : contributors) {
            Account account = contributor.account();
            if (account == null) {
                continue;
            }
            compared.add(account);
            people.behind(account).ifPresent(person -> this.contributors.add(person.id()));
        }
    }

    /** {@return why a person may not vote; empty if they may} */
    public Optional<ReasonCode> bar(PersonId id) {
        Optional<Person> person = people.person(id);
        if (person.isEmpty()) {
            return Optional.of(ReasonCode.VOTER_UNKNOWN);
        }
        if (contributors.contains(id)) {
            return Optional.of(ReasonCode.VOTER_IS_CONTRIBUTOR);
        }
        if (!members.contains(id)) {
            return Optional.of(ReasonCode.VOTER_NOT_IN_GROUP);
        }
        boolean comparable = compared.stream().allMatch(person.get()::isLinkedWhere);
        return comparable ? Optional.empty() : Optional.of(ReasonCode.VOTER_NOT_LINKED);
    }

    /** {@return the members of the rule's groups, whether they may vote or not, in a stable order} */
    public Set<PersonId> members() {
        return Collections.unmodifiableSet(members);
    }

    /** {@return the members who may vote, in a stable order} */
    public List<PersonId> eligible() {
        return members.stream().filter(id -> bar(id).isEmpty()).toList();
    }
}
