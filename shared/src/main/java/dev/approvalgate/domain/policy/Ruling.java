package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.policy.Rule.Finding;
import dev.approvalgate.domain.policy.Rule.Possession;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a request must satisfy, all of them. Mostly one; where a fact is unknown, also those that may apply; and whatever the
 * repository's own policy adds. Of times and counts the stricter holds.
 *
 * @param identity who asks
 * @param rules at least one; the last is the one that surely applies
 * @param tightenings what the repository's own policy adds
 */
public record Ruling(RegisteredIdentity identity, List<Rule> rules, List<Tightening> tightenings) {
    public Ruling {
        rules = List.copyOf(rules);
        tightenings = List.copyOf(tightenings);
    }

    /** {@return the rule that surely applies} */
    public Rule rule() {
        return rules.get(rules.size() - 1);
    }

    /** {@return how long people may take} */
    public Duration deadline() {
        return shortest(rule -> rule.timing().deadline(), Tightening::deadline);
    }

    /** {@return how long a token lives} */
    public Duration lifetime() {
        return shortest(rule -> rule.token().lifetime(), Tightening::lifetime);
    }

    /** {@return how long after the approval tokens can be minted} */
    public Duration validity() {
        return shortest(rule -> rule.token().validity(), Tightening::validity);
    }

    /** {@return how many jobs may be given a token} */
    public int maxJobs() {
        return Stream.concat(
                        rules.stream().map(rule -> rule.token().maxJobs()),
                        tightenings.stream().flatMap(added -> Stream.ofNullable(added.maxJobs())))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return whether tokens are always bound to a key of their holder} */
    public boolean isPossessionRequired() {
        return rules.stream().anyMatch(rule -> rule.token().possession() == Possession.REQUIRED);
    }

    /** {@return what a token of GitHub is narrowed to; empty where any rule lets nobody have one} */
    public Optional<GitHubTerms> github() {
        return rules.stream()
                .map(rule -> Optional.ofNullable(rule.token().github()))
                .reduce((one, other) -> one.flatMap(terms -> other.flatMap(terms::and)))
                .orElseThrow();
    }

    /** {@return what tokens may at most allow; empty where only the identity limits them} */
    public Optional<Set<String>> scopes() {
        return rules.stream()
                .map(rule -> rule.token().scopes())
                .filter(scopes -> !scopes.isEmpty())
                .reduce((one, other) -> {
                    var both = new HashSet<>(one);
                    both.retainAll(other);
                    return both;
                });
    }

    /** {@return who may accept the token: more than one only where rules differ, and then nothing can be let in} */
    List<String> audiences() {
        return rules.stream().map(rule -> rule.token().audience()).distinct().toList();
    }

    /** {@return how long after the approval it takes effect} */
    public Duration leadTime() {
        return rules.stream()
                .map(rule -> rule.timing().leadTime())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return when a person must say why} */
    public VoteReason voteReason() {
        return rules.stream()
                .map(Rule::voteReason)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return whether older requests that still wait are replaced} */
    public boolean supersedes() {
        return rule().timing().supersedes();
    }

    /** {@return where reviewers see the request at once} */
    public List<ChannelAddress> channels() {
        return rules.stream()
                .flatMap(rule -> rule.routing().channels().stream())
                .distinct()
                .toList();
    }

    /** {@return where else, if it still waits} */
    public List<Escalation> escalations() {
        return rules.stream()
                .flatMap(rule -> rule.routing().escalations().stream())
                .distinct()
                .toList();
    }

    /** {@return how long before the deadline to remind reviewers; zero for never, or where the deadline is too short for that} */
    public Duration reminder() {
        Duration before = rule().routing().reminder();
        return before.compareTo(deadline()) < 0 ? before : Duration.ZERO;
    }

    /** {@return whether a finding is accepted by name} */
    public boolean accepts(Finding finding) {
        return rules.stream().allMatch(rule -> rule.findings().accepts().contains(finding));
    }

    /** {@return whether the pipeline must say why} */
    public boolean isJustificationRequired() {
        return rules.stream().anyMatch(rule -> rule.findings().justificationRequired())
                || tightenings.stream().anyMatch(Tightening::justificationRequired);
    }

    /** {@return the assurance that the gate which is asked must give, at least} */
    public Assurance assurance() {
        return rules.stream()
                .map(rule -> rule.findings().assurance())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return on what terms glass may be broken; empty for never} */
    public Optional<BreakGlass> breakGlass() {
        boolean allowed = rules.stream().allMatch(rule -> rule.breakGlass() != null)
                && tightenings.stream().noneMatch(Tightening::noBreakGlass);
        return allowed ? glass().reduce(BreakGlass::and) : Optional.empty();
    }

    /** {@return the terms of each rule that has some} */
    Stream<BreakGlass> glass() {
        return rules.stream().flatMap(rule -> Stream.ofNullable(rule.breakGlass()));
    }

    /** {@return each list of windows, in one of which it must happen} */
    List<List<ChangeWindow>> windows() {
        return Stream.concat(
                        rules.stream().map(rule -> rule.timing().windows()),
                        tightenings.stream().map(Tightening::windows))
                .filter(windows -> !windows.isEmpty())
                .toList();
    }

    private Duration shortest(Function<Rule, Duration> ofRule, Function<Tightening, @Nullable Duration> ofTightening) {
        return Stream.concat(
                        rules.stream().map(ofRule),
                        tightenings.stream().flatMap(added -> Stream.ofNullable(ofTightening.apply(added))))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
