package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is who at one moment: the persons of the policy, and those that only other systems know, each one human whichever account they
 * act through. Two accounts are one human as soon as they were ever linked; they speak for each other only while a link is in force. It
 * remembers whom it was asked about: for one thread.
 */
public final class Roster {

    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::kind).thenComparing(Account::realm).thenComparing(Account::id);

    private final People people;
    private final DirectorySnapshot directory;
    private final Instant now;
    private final Map<Account, Actor> actors = new HashMap<>();
    private final Map<String, List<Actor>> members = new HashMap<>();

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

    /** {@return the human behind an account, by the name under which they are shown and recorded; every account has one} */
    public PersonId human(Account account) {
        return actor(account).human();
    }

    /** {@return the accounts that an account speaks for now, itself included: what is said of any of them concerns the same human} */
    public Set<Account> accounts(Account account) {
        return actor(account).accounts();
    }

    /** {@return what is the same for all accounts of one human: those that the policy gives one person, and those that were ever linked} */
    PersonId self(Account account) {
        Set<Account> all = reach(account, link -> true);
        return firstOf(all).orElseGet(() -> new PersonId(first(all).toString()));
    }

    /** {@return whether the policy names the account, it was ever linked, or a group of another system has it} */
    public boolean knows(Account account) {
        return people.behind(account).isPresent() || directory.links().knows(account) || isInSomeGroup(account);
    }

    /** {@return whether an account speaks for a person of the policy as soon as its links are no longer new} */
    boolean willSpeakForSomebody(Account account) {
        return firstOf(reach(account, link -> link.endedAt() == null)).isPresent();
    }

    /** {@return whoever acts through an account} */
    Actor actor(Account account) {
        Actor known = actors.get(account);
        if (known == null) {
            known = find(account);
            actors.put(account, known);
        }
        return known;
    }

    private Actor find(Account account) {
        Optional<Person> person = people.behind(account);
        if (person.isPresent() && !isLinked(person.get().accounts())) {
            PersonId id = person.get().id();
            return new Actor(id, id, id, person.get().accounts(), person.get().accounts());
        }
        Set<Account> speaksFor = reach(account, link -> link.isEffective(now));
        PersonId self = self(account);
        PersonId named = person.map(Person::id).or(() -> firstOf(speaksFor)).orElse(null);
        Set<Account> vouched = speaksFor.stream().filter(this::isVouched).collect(Collectors.toUnmodifiableSet());
        return new Actor(named == null ? self : named, self, named, speaksFor, vouched);
    }

    /** Whether an account is more than its owner's word: the policy names it, a group of its system has it, or no link brought it. */
    private boolean isVouched(Account account) {
        return people.behind(account).isPresent() || !directory.links().knows(account) || isInSomeGroup(account);
    }

    private boolean isInSomeGroup(Account account) {
        return directory.members().values().stream().anyMatch(members -> members.contains(account));
    }

    private boolean isLinked(Set<Account> accounts) {
        for (Account account : accounts) {
            if (directory.links().knows(account)) {
                return true;
            }
        }
        return false;
    }

    /** {@return a person of the policy as they act through the accounts that it gives them} */
    Optional<Actor> actor(PersonId id) {
        return people.person(id)
                .map(person -> person.accounts().stream()
                        .findFirst()
                        .map(this::actor)
                        .orElseGet(() -> new Actor(id, id, id, Set.of(), Set.of())));
    }

    /** {@return whether somebody is in a group of the policy} */
    boolean isIn(Actor actor, String group) {
        return people.group(group).filter(found -> isIn(actor, found)).isPresent();
    }

    /** {@return whether somebody is in a group} */
    boolean isIn(Actor actor, Group group) {
        PersonId named = actor.named();
        return (named != null && group.people().contains(named))
                || (!group.external().isEmpty()
                        && group.external().stream().anyMatch(external -> isIn(actor, external)));
    }

    /** {@return a group of the policy} */
    Optional<Group> group(String name) {
        return people.group(name);
    }

    /** {@return whether somebody is in a group of another system} */
    boolean isIn(Actor actor, ExternalGroup group) {
        Set<Account> members = directory.members().getOrDefault(group, Set.of());
        return actor.accounts().stream().anyMatch(members::contains);
    }

    /** {@return whether all members of a group of the policy are known} */
    boolean isRead(String group) {
        return people.group(group)
                .map(found -> directory.members().keySet().containsAll(found.external()))
                .orElse(true);
    }

    /** {@return the members of a group of the policy} */
    List<Actor> membersOf(String name) {
        return members.computeIfAbsent(name, this::find);
    }

    private List<Actor> find(String name) {
        return people.group(name)
                .map(group -> Stream.concat(
                                group.people().stream()
                                        .sorted(Comparator.comparing(PersonId::value))
                                        .flatMap(id -> actor(id).stream()),
                                membersOf(group.external()).stream())
                        .toList())
                .orElse(List.of());
    }

    /** {@return the members of groups of other systems} */
    List<Actor> membersOf(Collection<ExternalGroup> groups) {
        return groups.stream()
                .flatMap(group -> directory.members().getOrDefault(group, Set.of()).stream())
                .distinct()
                .sorted(ORDER)
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

    /** Whichever way they were found: the same every time. */
    private Optional<PersonId> firstOf(Set<Account> accounts) {
        return accounts.stream()
                .flatMap(account -> people.behind(account).stream())
                .map(Person::id)
                .min(Comparator.comparing(PersonId::value));
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
