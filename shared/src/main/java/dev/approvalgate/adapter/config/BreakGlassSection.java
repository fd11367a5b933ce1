package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.domain.token.DeployToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code break_glass}: who may let a change happen at once, and who looks at it afterwards. */
final class BreakGlassSection {

    private static final Duration SHORTEST = TimingReader.SHORTEST;
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);
    private static final Duration SHORTEST_REVIEW = Duration.ofHours(1);
    private static final Duration LONGEST_REVIEW = Duration.ofDays(30);
    private static final Duration DEFAULT_REVIEW = Duration.ofDays(2);

    private final GroupSection groups;

    BreakGlassSection(GroupSection groups) {
        this.groups = groups;
    }

    Optional<BreakGlass> read(Value value, Optional<TokenTerms> token) {
        Fields fields = value.fields("from", "own_change", "lifetime", "review_within", "reviewers");
        Optional<Set<String>> from = fields.required("from", groups::referToSome);
        boolean own = fields.optional("own_change", Value::flag, false);
        Duration longest = token.map(TokenTerms::lifetime).orElse(DeployToken.LONGEST_LIFETIME);
        Duration usual = longest.compareTo(DEFAULT_LIFETIME) < 0 ? longest : DEFAULT_LIFETIME;
        // No longer than what an approval gives.
        Duration lifetime = fields.optional("lifetime", time -> time.duration(SHORTEST, longest), usual);
        Duration within = fields.optional(
                "review_within", time -> time.duration(SHORTEST_REVIEW, LONGEST_REVIEW), DEFAULT_REVIEW);
        Optional<Set<String>> reviewers = fields.required("reviewers", groups::referToSome);
        if (from.isPresent() && reviewers.isPresent()) {
            someoneElse(from.get(), reviewers.get(), fields);
        }
        return fields.build(() -> new BreakGlass(from.orElseThrow(), own, lifetime, within, reviewers.orElseThrow()));
    }

    /** Nobody reviews what they did themselves. */
    private void someoneElse(Set<String> from, Set<String> reviewers, Fields fields) {
        List<Group> reviewing = found(reviewers);
        Set<PersonId> persons = people(reviewing);
        boolean one = persons.size() == 1
                && reviewing.size() == reviewers.size()
                && reviewing.stream().allMatch(group -> group.external().isEmpty());
        if (one && people(found(from)).containsAll(persons)) {
            String name = persons.iterator().next().value();
            fields.wrong(
                    "reviewers",
                    "only " + Quote.of(name) + " could review, who may break the glass too",
                    "add somebody else");
        }
    }

    private List<Group> found(Set<String> names) {
        return names.stream().flatMap(name -> groups.find(name).stream()).toList();
    }

    private static Set<PersonId> people(List<Group> groups) {
        var persons = new HashSet<PersonId>();
        groups.forEach(group -> persons.addAll(group.people()));
        return persons;
    }
}
