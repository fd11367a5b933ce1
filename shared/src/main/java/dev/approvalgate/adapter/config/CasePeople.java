package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.Policy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The people of a policy as a case speaks of them, and what other systems are taken to say of their groups. */
final class CasePeople {

    private final Policy policy;
    private Map<ExternalGroup, Set<Account>> members = new HashMap<>();

    CasePeople(Policy policy) {
        this.policy = policy;
    }

    /** {@return the person that a value names} */
    Optional<Person> refer(Value value) {
        return value.text(100).flatMap(id -> {
            Optional<Person> found = policy.people().all().stream()
                    .filter(person -> person.id().value().equals(id))
                    .findFirst();
            return found.isPresent()
                    ? found
                    : value.refuse("unknown person " + Quote.of(id), Nearest.remedy(id, known(), "people"));
        });
    }

    private List<String> known() {
        return policy.people().all().stream()
                .map(person -> person.id().value())
                .sorted()
                .toList();
    }

    /** {@return an account of a person, of a kind where one is asked for; else in Slack, else on GitHub, else any} */
    static Optional<Account> account(Person person, Optional<AccountKind> kind) {
        return person.accounts().stream()
                .filter(account -> kind.isEmpty() || account.kind() == kind.get())
                .min(Comparator.comparing(Account::kind).thenComparing(Account::toString));
    }

    /** Takes the people in groups that other systems keep, by the policy's group. */
    void readMembers(Value mapping) {
        mapping.entries().forEach((key, value) -> {
            Optional<Group> group = policy.people().group(key.name());
            if (group.isEmpty()) {
                key.at()
                        .wrong(
                                "unknown group",
                                Nearest.remedy(
                                        key.name(), policy.people().groups().keySet(), "groups"));
                return;
            }
            List<Person> people = value.any(this::refer).orElse(List.of());
            group.get()
                    .external()
                    .forEach(external -> people.stream()
                            .flatMap(person -> person.accounts().stream())
                            .filter(account -> account.kind() == external.members())
                            .forEach(account -> members.computeIfAbsent(external, one -> new HashSet<>())
                                    .add(account)));
        });
    }

    /** {@return what other systems say in this case: everybody who votes is in good standing} */
    DirectorySnapshot directory(List<Vote> votes) {
        Map<Account, AccountStanding> standings = votes.stream()
                .map(Vote::account)
                .distinct()
                .collect(Collectors.toMap(account -> account, account -> AccountStanding.ACTIVE));
        var snapshot = new DirectorySnapshot(standings, members, Map.of(), AccountLinks.NONE);
        members = new HashMap<>();
        return snapshot;
    }
}
