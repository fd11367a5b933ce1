package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may be put before people at all. Whatever no rule names is denied. */
public final class Admissions {

    private Admissions() {}

    /** {@return whether an existing request would still be admitted} */
    public static Admission admit(Policy policy, Ask ask) {
        return admit(policy, ask.change(), ask.justification() != null);
    }

    /**
     * {@return whether a change may be put before people}
     *
     * @param policy the policy in force
     * @param change what would happen
     * @param justified whether the pipeline said why
     */
    public static Admission admit(Policy policy, Change change, boolean justified) {
        ChangeBinding binding = change.binding();
        var parts = new ArrayList<Explanation>();
        RegisteredIdentity identity = identity(policy, binding.workload(), parts);
        if (identity == null) {
            return new Admission(null, null, Explanation.all("admission", parts));
        }
        mayAsk(identity, binding, parts);
        Rule rule = rule(policy, identity, binding, parts);
        if (rule != null) {
            findings(policy, rule, change, justified, parts);
        }
        return new Admission(identity, rule, Explanation.all(rule == null ? "admission" : "rule " + rule.id(), parts));
    }

    /** {@return the one registered identity that a workload is; empty where none or several match} */
    public static Optional<RegisteredIdentity> identify(Policy policy, WorkloadKey key) {
        List<RegisteredIdentity> matching = matching(policy, key);
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private static List<RegisteredIdentity> matching(Policy policy, WorkloadKey key) {
        return policy.identities().stream()
                .filter(candidate -> candidate.workload().equals(key))
                .toList();
    }

    private static @Nullable RegisteredIdentity identity(Policy policy, WorkloadKey key, List<Explanation> parts) {
        List<RegisteredIdentity> matching = matching(policy, key);
        if (matching.size() == 1) {
            RegisteredIdentity identity = matching.get(0);
            parts.add(
                    switch (identity.state()) {
                        case ACTIVE -> Explanation.holds("identity", "a registered, active identity", identity.id());
                        case SUSPENDED ->
                            Explanation.fails(
                                    "identity",
                                    "a registered, active identity",
                                    identity.id() + " is suspended",
                                    ReasonCode.IDENTITY_SUSPENDED);
                        case QUARANTINED ->
                            Explanation.fails(
                                    "identity",
                                    "a registered, active identity",
                                    identity.id() + " is quarantined",
                                    ReasonCode.IDENTITY_QUARANTINED);
                    });
            return identity;
        }
        parts.add(Explanation.fails(
                "identity",
                "a registered, active identity",
                matching.isEmpty() ? "no identity matches " + key : "several identities match " + key,
                matching.isEmpty() ? ReasonCode.IDENTITY_UNKNOWN : ReasonCode.IDENTITY_AMBIGUOUS));
        return null;
    }

    private static void mayAsk(RegisteredIdentity identity, ChangeBinding binding, List<Explanation> parts) {
        parts.add(check(
                identity.actions().contains(binding.action()),
                "action",
                "one that " + identity.id() + " may ask for",
                binding.action().name(),
                ReasonCode.ACTION_NOT_ALLOWED));
        parts.add(check(
                identity.environments().contains(binding.environment()),
                "environment",
                "one that " + identity.id() + " may ask for",
                binding.environment().key(),
                ReasonCode.ENVIRONMENT_NOT_ALLOWED));
        parts.add(check(
                identity.scopes().containsAll(binding.scopes()),
                "scopes",
                "among those of " + identity.id(),
                binding.scopes().isEmpty() ? "none" : String.join(" ", binding.scopes()),
                ReasonCode.SCOPE_NOT_ALLOWED));
    }

    private static @Nullable Rule rule(
            Policy policy, RegisteredIdentity identity, ChangeBinding binding, List<Explanation> parts) {
        List<Rule> applying = policy.rules().stream()
                .filter(rule -> rule.identities().contains(identity.id())
                        && rule.actions().contains(binding.action())
                        && rule.environments().contains(binding.environment()))
                .toList();
        if (applying.size() == 1) {
            parts.add(Explanation.holds(
                    "rule", "exactly one rule", applying.get(0).id()));
            return applying.get(0);
        }
        parts.add(Explanation.fails(
                "rule",
                "exactly one rule",
                applying.isEmpty()
                        ? "none for " + identity.id() + ", " + binding.action() + ", "
                                + binding.environment().key()
                        : String.join(", ", applying.stream().map(Rule::id).toList()),
                applying.isEmpty() ? ReasonCode.RULE_NOT_FOUND : ReasonCode.RULE_AMBIGUOUS));
        return null;
    }

    private static void findings(Policy policy, Rule rule, Change change, boolean justified, List<Explanation> parts) {
        if (rule.justificationRequired()) {
            parts.add(check(
                    justified,
                    "justification",
                    "given",
                    justified ? "given" : "none",
                    ReasonCode.JUSTIFICATION_MISSING));
        }
        long unmapped = change.contributors().stream()
                .filter(contributor -> isUnmapped(policy.people(), contributor))
                .count();
        boolean unmappedAccepted = rule.accepts().contains(Rule.Finding.UNMAPPED_AUTHORS);
        parts.add(check(
                unmapped == 0 || unmappedAccepted,
                "authors",
                "all known as persons" + (unmappedAccepted ? " (not required by this rule)" : ""),
                unmapped == 0 ? "all known" : unmapped + " not known",
                ReasonCode.AUTHOR_UNMAPPED));
        boolean incompleteAccepted = rule.accepts().contains(Rule.Finding.INCOMPLETE_CHANGE);
        parts.add(check(
                change.complete() || incompleteAccepted,
                "comparison",
                "read in full" + (incompleteAccepted ? " (not required by this rule)" : ""),
                change.complete() ? "read in full" : "incomplete",
                ReasonCode.CHANGE_INCOMPLETE));
        var eligibility = new Eligibility(policy.people(), rule.approvals(), change.contributors());
        int eligible = eligibility.eligible().size();
        parts.add(check(
                eligible >= rule.approvals().count(),
                "quorum",
                persons(rule.approvals().count()) + " who may approve",
                persons(eligible),
                ReasonCode.QUORUM_IMPOSSIBLE));
    }

    private static String persons(int count) {
        return count + (count == 1 ? " person" : " persons");
    }

    private static boolean isUnmapped(People people, Contributor contributor) {
        return contributor.account() == null
                || people.behind(contributor.account()).isEmpty();
    }

    private static Explanation check(
            boolean holds, String requirement, String expected, String observed, ReasonCode reason) {
        return holds
                ? Explanation.holds(requirement, expected, observed)
                : Explanation.fails(requirement, expected, observed, reason);
    }
}
