package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The persons and groups that a policy knows. Immutable. */
public final class People {

    private final Map<PersonId, Person> persons = new HashMap<>();
    private final Map<Account, Person> byAccount = new HashMap<>();
    private final Map<String, Set<PersonId>> groups = new TreeMap<>();

    /**
     * Takes persons and groups whose consistency has been checked.
     *
     * @param persons the persons
     * @param groups members by the group's name
     * @throws IllegalArgumentException where an account has two owners, an id is taken twice, or a member is no person
     */
    public People(Collection<Person> persons, Map<String, Set<PersonId>> groups) {
        for (Person person : persons) {
            if (this.persons.put(person.id(), person) != null) {
                throw new IllegalArgumentException("two persons have the id " + person.id());
            }
            for (Account account : person.accounts()) {
                if (byAccount.put(account, person) != null) {
                    throw new IllegalArgumentException("two persons have the account " + account);
                }
            }
        }
        groups.forEach((name, members) -> {
            for (PersonId member : members) {
                if (!this.persons.containsKey(member)) {
                    throw new IllegalArgumentException("group " + name + " has the unknown member " + member);
                }
            }
            this.groups.put(name, Set.copyOf(members));
        });
    }

    /** {@return the person behind an account} */
    public Optional<Person> behind(Account account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    /** {@return a person by id} */
    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(persons.get(id));
    }

    /** {@return a group's members; empty where there is no such group} */
    public Set<PersonId> members(String group) {
        return groups.getOrDefault(group, Set.of());
    }

    /** {@return the members of any of some groups, by id in order} */
    public Set<PersonId> membersOfAny(Collection<String> names) {
        var members = new LinkedHashSet<PersonId>();
        names.stream()
                .sorted()
                .flatMap(name -> members(name).stream())
                .sorted(java.util.Comparator.comparing(PersonId::value))
                .forEach(members::add);
        return members;
    }

    /** {@return whether there is a group of that name} */
    public boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    /** {@return every person} */
    public Collection<Person> all() {
        return java.util.Collections.unmodifiableCollection(persons.values());
    }
}
