package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.RegisteredIdentity.State;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds rules that nothing reaches, and identities that no rule is for. The first rule that applies to a request counts. */
final class RuleReach {

    /** What may be asked: by one identity, doing one thing, in one place. */
    private record Ask(String identity, Action action, Environment environment) {}

    private record Where(Action action, Environment environment) {}

    private final List<IdentitySection.Placed> identities;
    private final Map<Where, List<RegisteredIdentity>> asking = new HashMap<>();
    /** The first rule that takes all such requests, by what the rule narrows them to. */
    private final Map<When, Map<Ask, String>> taken = new HashMap<>();

    private final Set<Ask> reached = new HashSet<>();

    RuleReach(List<IdentitySection.Placed> identities) {
        this.identities = identities;
        taken.put(When.ALWAYS, new HashMap<>());
        for (IdentitySection.Placed placed : identities) {
            RegisteredIdentity identity = placed.identity();
            for (Action action : identity.actions()) {
                for (Environment environment : identity.environments()) {
                    asking.computeIfAbsent(new Where(action, environment), where -> new ArrayList<>())
                            .add(identity);
                }
            }
        }
    }

    /** Takes the next rule in order. */
    void next(RuleSection.Placed placed) {
        Selection selection = placed.rule().selection();
        List<Ask> asks = asks(selection);
        unasked(selection, asks, placed.at());
        before(asks, selection.when(), placed.at());
        Map<Ask, String> now = taken.computeIfAbsent(selection.when(), when -> new HashMap<>());
        asks.forEach(ask -> now.putIfAbsent(ask, placed.rule().id()));
        reached.addAll(asks);
    }

    private void before(List<Ask> asks, When when, Value at) {
        Map<Ask, String> always = taken.getOrDefault(When.ALWAYS, Map.of());
        Map<Ask, String> alike = taken.getOrDefault(when, Map.of());
        List<String> takers = asks.stream()
                .map(ask -> always.getOrDefault(ask, alike.get(ask)))
                .filter(Objects::nonNull)
                .toList();
        if (!asks.isEmpty() && takers.size() == asks.size()) {
            List<String> rules = takers.stream().distinct().map(Quote::of).toList();
            at.wrong(
                    "never applies: " + String.join(", ", rules) + (rules.size() == 1 ? " takes" : " take")
                            + " everything before it",
                    "put it first, or narrow what is before it");
        }
    }

    private List<Ask> asks(Selection selection) {
        var asks = new ArrayList<Ask>();
        for (Action action : selection.actions()) {
            for (Environment environment : selection.environments()) {
                for (RegisteredIdentity identity : asking.getOrDefault(new Where(action, environment), List.of())) {
                    if (selection.covers(identity, action, environment)) {
                        asks.add(new Ask(identity.id(), action, environment));
                    }
                }
            }
        }
        return asks;
    }

    private void unasked(Selection selection, List<Ask> asks, Value at) {
        List<RegisteredIdentity> whose = identities.stream()
                .map(IdentitySection.Placed::identity)
                .filter(identity -> isFor(selection, identity))
                .toList();
        if (whose.isEmpty()) {
            at.wrong("is for no identity", "name other identities or owners, or remove the rule");
            return;
        }
        int before = at.problems().count();
        unasked("action", selection.actions(), whose, RegisteredIdentity::actions, at);
        unasked("environment", selection.environments(), whose, RegisteredIdentity::environments, at);
        if (asks.isEmpty() && at.problems().count() == before) {
            at.wrong("none of its identities may ask for any of it", "correct its actions and environments");
        }
    }

    private static boolean isFor(Selection selection, RegisteredIdentity identity) {
        return (selection.identities().isEmpty() || selection.identities().contains(identity.id()))
                && (selection.owners().isEmpty() || selection.owners().contains(identity.owner()));
    }

    private static <T> void unasked(
            String what,
            Set<T> named,
            List<RegisteredIdentity> whose,
            Function<RegisteredIdentity, Set<T>> allowed,
            Value at) {
        missing(named, whose.stream().flatMap(identity -> allowed.apply(identity).stream()))
                .forEach(one -> at.wrong(
                        "none of its identities may ask for the " + what + " " + Quote.of(one),
                        "remove it here, or add it to an identity"));
    }

    private static <T> List<String> missing(Set<T> named, Stream<T> known) {
        Set<T> all = known.collect(Collectors.toSet());
        return named.stream()
                .filter(one -> !all.contains(one))
                .map(Object::toString)
                .sorted()
                .toList();
    }

    /** Tells of identities that no rule is for, after the last rule. */
    void end() {
        Map<String, List<Ask>> byIdentity = reached.stream().collect(Collectors.groupingBy(Ask::identity));
        for (IdentitySection.Placed placed : identities) {
            RegisteredIdentity identity = placed.identity();
            List<Ask> answered = byIdentity.getOrDefault(identity.id(), List.of());
            if (identity.state() != State.ACTIVE) {
                continue;
            }
            if (answered.isEmpty()) {
                placed.at().wrong("no rule is for it, so nobody can approve what it asks", "add a rule, or suspend it");
                continue;
            }
            unanswered("action", identity.actions(), answered, Ask::action, placed.at());
            unanswered("environment", identity.environments(), answered, Ask::environment, placed.at());
        }
    }

    private static <T> void unanswered(
            String what, Set<T> allowed, List<Ask> answered, Function<Ask, T> part, Value at) {
        missing(allowed, answered.stream().map(part))
                .forEach(one -> at.warn(
                        "no rule is for the " + what + " " + Quote.of(one) + ", so it is always refused",
                        "add a rule, or remove it"));
    }

    /** {@return the identities that may ask something that a rule is for} */
    List<RegisteredIdentity> reaching(Selection selection) {
        Map<String, RegisteredIdentity> reaching = new LinkedHashMap<>();
        Set<String> ids = asks(selection).stream().map(Ask::identity).collect(Collectors.toSet());
        for (IdentitySection.Placed placed : identities) {
            if (ids.contains(placed.identity().id())) {
                reaching.put(placed.identity().id(), placed.identity());
            }
        }
        return List.copyOf(reaching.values());
    }
}
