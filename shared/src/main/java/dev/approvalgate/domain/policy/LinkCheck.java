package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether two accounts may be linked by whoever holds both. What the policy says of persons goes before: a link may add to it, never
 * contradict it, and never gives one human two accounts in one place. That only the policy can do.
 */
public final class LinkCheck {

    private static final Set<AccountKind> KINDS = Set.of(AccountKind.SLACK, AccountKind.GITHUB);

    private final People people;
    private final AccountLinks links;

    /**
     * Checks against what is known.
     *
     * @param people whom the policy knows
     * @param links the links so far
     */
    public LinkCheck(People people, AccountLinks links) {
        this.people = people;
        this.links = links;
    }

    /**
     * {@return why two accounts cannot be linked; empty where they can}
     *
     * <p>{@code link_unsupported} for other accounts than one of Slack and one of GitHub; {@code link_exists} where both are known as one
     * human already; {@code link_conflict} where the policy knows them as two, or one of them belongs with another account in the place
     * where the other one lives.
     */
    public Optional<ReasonCode> refuses(Account one, Account other) {
        if (!KINDS.contains(one.kind()) || !KINDS.contains(other.kind()) || one.kind() == other.kind()) {
            return Optional.of(ReasonCode.LINK_UNSUPPORTED);
        }
        Set<Account> ofOne = human(one);
        Set<Account> ofOther = human(other);
        if (ofOne.contains(other)) {
            return Optional.of(ReasonCode.LINK_EXISTS);
        }
        boolean samePlace = ofOne.stream().anyMatch(a -> ofOther.stream().anyMatch(b -> isSamePlace(a, b)));
        var persons = new LinkedHashSet<>(persons(ofOne));
        persons.addAll(persons(ofOther));
        return samePlace || persons.size() > 1 ? Optional.of(ReasonCode.LINK_CONFLICT) : Optional.empty();
    }

    /** Everything that belongs with an account by standing links and by the policy, whether or not it speaks for it yet. */
    private Set<Account> human(Account account) {
        var known = new LinkedHashSet<Account>(Set.of(account));
        int before = 0;
        while (known.size() > before) {
            before = known.size();
            for (Account each : Set.copyOf(known)) {
                known.addAll(links.reach(each, link -> link.endedAt() == null));
                people.behind(each).map(Person::accounts).ifPresent(known::addAll);
            }
        }
        return known;
    }

    private Set<PersonId> persons(Set<Account> accounts) {
        return accounts.stream()
                .flatMap(account -> people.behind(account).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private static boolean isSamePlace(Account a, Account b) {
        return a.kind() == b.kind() && a.realm().equals(b.realm());
    }
}
