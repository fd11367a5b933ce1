package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is who at one moment: the persons of the policy, and those that only other systems know, each one human whichever account they
 * act through. Two accounts are one human as soon as they were ever linked; they speak for each other only while a link is in force.
 */
public final class Roster {

    private final People people;
    private final DirectorySnapshot directory;
    private final Instant now;

    /**
     * Looks at a moment.
     *
     * @param people the persons and groups of a policy
     * @param directory what other systems say
     * @param now the moment
     */
    public Roster(People people, DirectorySnapshot directory, Instant now) {
        this.people = people;
        this.directory = directory;
        this.now = now;
    }

    /** {@return the human behind an account; every account has one} */
    public PersonId human(Account account) {
        return people.behind(account).map(Person::id).orElseGet(() -> {
            Set<Account> all = reach(account, link -> true);
            return all.stream()
                    .flatMap(one -> people.behind(one).stream())
                    .map(Person::id)
                    .min(Comparator.comparing(PersonId::value))
                    .orElseGet(() -> new PersonId(first(all).toString()));
        });
    }

    /** {@return every human who may be the one behind an account: what separation of duties bars} */
    Set<PersonId> humans(Account account) {
        var humans = new LinkedHashSet<PersonId>();
        reach(account, link -> true).forEach(one -> humans.add(human(one)));
        return humans;
    }

    /** {@return whether the policy names the account, it was ever linked, or a group of another system has it} */
    public boolean knows(Account account) {
        return people.behind(account).isPresent()
                || directory.links().knows(account)
                || directory.members().values().stream().anyMatch(members -> members.contains(account));
    }

    /** {@return whoever acts through an account} */
    Actor actor(Account account) {
        Set<Account> speaksFor = reach(account, link -> link.isEffective(now));
        PersonId named = people.behind(account)
                .or(() -> speaksFor.stream()
                        .flatMap(one -> people.behind(one).stream())
                        .min(Comparator.comparing(person -> person.id().value())))
                .map(Person::id)
                .orElse(null);
        return new Actor(human(account), named, speaksFor);
    }

    /** {@return a person of the policy as they act through the accounts that it gives them} */
    Optional<Actor> actor(PersonId id) {
        return people.person(id)
                .map(person -> new Actor(
                        id,
                        id,
                        person.accounts().isEmpty()
                                ? Set.of()
                                : reach(person.accounts().iterator().next(), link -> link.isEffective(now))));
    }

    /** {@return whether somebody is in a group of the policy} */
    boolean isIn(Actor actor, String group) {
        return people.group(group)
                .map(found -> (actor.named() != null && found.people().contains(actor.named()))
                        || found.external().stream().anyMatch(external -> isIn(actor, external)))
                .orElse(false);
    }

    /** {@return whether somebody is in a group of another system} */
    boolean isIn(Actor actor, ExternalGroup group) {
        Set<Account> members = directory.members().getOrDefault(group, Set.of());
        return actor.accounts().stream().anyMatch(members::contains);
    }

    /** {@return the members of a group of the policy, one for each human} */
    List<Actor> membersOf(String name) {
        Optional<Group> group = people.group(name);
        if (group.isEmpty()) {
            return List.of();
        }
        return java.util.stream.Stream.concat(
                        group.get().people().stream()
                                .sorted(Comparator.comparing(PersonId::value))
                                .flatMap(id -> actor(id).stream()),
                        group.get().external().stream().flatMap(external -> membersOf(external).stream()))
                .toList();
    }

    /** {@return the members of a group of another system} */
    List<Actor> membersOf(ExternalGroup group) {
        return directory.members().getOrDefault(group, Set.of()).stream()
                .sorted(Comparator.comparing(Account::toString))
                .map(this::actor)
                .toList();
    }

    /** {@return what to show of a human} */
    public Person shown(PersonId id) {
        return people.person(id).orElseGet(() -> {
            Optional<Account> account = accountOf(id);
            String name = account.map(directory.names()::get).orElse(id.value());
            return new Person(id, name, account.map(Set::of).orElse(Set.of()));
        });
    }

    private Optional<Account> accountOf(PersonId id) {
        return directory.names().keySet().stream()
                .filter(account -> account.toString().equals(id.value()))
                .findFirst();
    }

    private static Account first(Set<Account> accounts) {
        return accounts.stream()
                .min(Comparator.comparing((Account account) -> account.kind() != AccountKind.GITHUB)
                        .thenComparing(Account::toString))
                .orElseThrow();
    }

    /** Over links of a kind, and from any account of a person to all that the policy gives them. */
    private Set<Account> reach(Account start, Predicate<AccountLink> over) {
        var reached = new LinkedHashSet<Account>(Set.of(start));
        var next = new ArrayDeque<Account>(List.of(start));
        while (!next.isEmpty()) {
            Account at = next.remove();
            for (Account there : directory.links().reach(at, over)) {
                if (reached.add(there)) {
                    next.add(there);
                }
            }
            people.behind(at).stream()
                    .flatMap(person -> person.accounts().stream())
                    .filter(reached::add)
                    .forEach(next::add);
        }
        return reached;
    }
}
