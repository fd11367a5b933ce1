package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds rules that can never apply, and rules that would apply together: at most one may apply to a request. */
final class RuleCoverage {

    /** What a rule decides on: one identity, doing one thing, in one place. */
    private record Case(String identity, Action action, Environment environment) {
        @Override
        public String toString() {
            return identity + ", " + action + ", " + environment;
        }
    }

    private final IdentitySection identities;
    private final Map<Case, String> covered = new HashMap<>();

    RuleCoverage(IdentitySection identities) {
        this.identities = identities;
    }

    void check(Rule rule, Value at) {
        List<RegisteredIdentity> whose = rule.selection().identities().stream()
                .sorted()
                .map(id -> identities.find(id).orElse(null))
                .filter(Objects::nonNull)
                .toList();
        if (whose.size() == rule.selection().identities().size()) {
            unreachable("action", rule.selection().actions(), whose, RegisteredIdentity::actions, at);
            unreachable("environment", rule.selection().environments(), whose, RegisteredIdentity::environments, at);
        }
        overlap(rule)
                .ifPresent(both -> at.wrong(
                        "applies to " + both + ", as the rule \"" + covered.get(both) + "\" does",
                        "at most one rule may apply to a request; narrow one of them"));
        for (String identity : rule.selection().identities()) {
            for (Action action : rule.selection().actions()) {
                for (Environment environment : rule.selection().environments()) {
                    covered.putIfAbsent(new Case(identity, action, environment), rule.id());
                }
            }
        }
    }

    private static <T> void unreachable(
            String what,
            Set<T> named,
            List<RegisteredIdentity> whose,
            Function<RegisteredIdentity, Set<T>> allowed,
            Value at) {
        named.stream()
                .filter(one -> whose.stream()
                        .noneMatch(identity -> allowed.apply(identity).contains(one)))
                .map(Object::toString)
                .sorted()
                .forEach(one -> at.wrong(
                        "none of its identities may ask for the " + what + " \"" + one + "\"",
                        "remove it here, or add it to an identity"));
    }

    private Optional<Case> overlap(Rule rule) {
        return rule.selection().identities().stream()
                .flatMap(identity -> rule.selection().actions().stream()
                        .flatMap(action -> rule.selection().environments().stream()
                                .map(environment -> new Case(identity, action, environment))))
                .filter(covered::containsKey)
                .min(Comparator.comparing(Case::toString));
    }
}
