package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says once more, and in the plainest way, which names are one human's: whatever the policy or any link ever put together. */
final class Humans {

    private final Map<String, String> parents = new HashMap<>();

    Humans(Scene scene) {
        for (Person person : scene.persons.values()) {
            person.accounts()
                    .forEach(account -> join(account.toString(), person.id().value()));
        }
        scene.links.forEach(link -> join(link.one().toString(), link.other().toString()));
    }

    private void join(String one, String other) {
        parents.put(of(one), of(other));
    }

    private String of(String name) {
        String parent = parents.getOrDefault(name, name);
        return parent.equals(name) ? name : of(parent);
    }

    String of(Account account) {
        return of(account.toString());
    }

    /** Persons of the policy by their id, others by their account. */
    String of(PersonId person) {
        return of(person.value());
    }

    Set<String> of(List<PersonId> persons) {
        return persons.stream().map(this::of).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the humans of some votes of a kind} */
    Set<String> of(List<Vote> votes, Vote.Kind kind) {
        return votes.stream()
                .filter(vote -> vote.kind() == kind)
                .map(vote -> of(vote.account()))
                .collect(Collectors.toSet());
    }

    /** {@return an explanation and all its parts} */
    static Stream<Explanation> parts(Explanation explanation) {
        return Stream.concat(
                Stream.of(explanation), explanation.parts().stream().flatMap(Humans::parts));
    }
}
