package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The persons and groups that a policy knows. Immutable. */
public final class People {

    private final Map<PersonId, Person> persons = new HashMap<>();
    private final Map<Account, Person> byAccount = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    /**
     * Takes persons and groups whose consistency has been checked.
     *
     * @param persons the persons
     * @param groups the groups
     * @throws IllegalArgumentException where an account has two owners, an id or name is taken twice, or a member is no person
     */
    public People(Collection<Person> persons, Collection<Group> groups) {
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
        for (Group group : groups) {
            for (PersonId member : group.people()) {
                if (!this.persons.containsKey(member)) {
                    throw new IllegalArgumentException("group " + group.name() + " has the unknown member " + member);
                }
            }
            if (this.groups.put(group.name(), group) != null) {
                throw new IllegalArgumentException("two groups have the name " + group.name());
            }
        }
    }

    /** {@return the person behind an account} */
    public Optional<Person> behind(Account account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    /** {@return a person by id} */
    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(persons.get(id));
    }

    /** {@return a group by name} */
    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** {@return every person} */
    public Collection<Person> all() {
        return Collections.unmodifiableCollection(persons.values());
    }

    /** {@return every group, by name} */
    public Map<String, Group> groups() {
        return Collections.unmodifiableMap(new TreeMap<>(groups));
    }
}
