package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rules that apply: the first that surely does, those before it that may, and what the repository adds. */
final class Rulings {

    private Rulings() {}

    /** {@return the ruling, or {@code null}, the reason added to the parts, where there is none} */
    static @Nullable Ruling find(
            Policy policy, RegisteredIdentity identity, Proposal proposal, Instant now, List<Explanation> parts) {
        List<Rule> rules = rules(policy, identity, proposal, now);
        ChangeBinding binding = proposal.change().binding();
        if (rules.isEmpty()) {
            parts.add(Explanation.fails(
                    "rule",
                    "the first rule that applies",
                    "none for " + identity.id() + ", " + binding.action() + ", "
                            + binding.environment().key() + " and this change",
                    ReasonCode.RULE_NOT_FOUND));
            return null;
        }
        parts.add(Explanation.holds(
                "rule",
                rules.size() == 1
                        ? "the first rule that applies"
                        : "the first rule that applies, and those before it that may: facts they need are unknown",
                String.join(" and ", rules.stream().map(Rule::id).toList())));
        List<Tightening> tightenings = tightenings(policy, proposal, parts);
        return tightenings == null ? null : new Ruling(identity, rules, tightenings);
    }

    private static List<Rule> rules(Policy policy, RegisteredIdentity identity, Proposal proposal, Instant now) {
        var selector = new Selector(identity, proposal, now);
        ChangeBinding binding = proposal.change().binding();
        var found = new ArrayList<Rule>();
        for (Rule rule : policy.rules()) {
            if (!rule.selection().covers(identity, binding.action(), binding.environment())) {
                continue;
            }
            Truth applies = selector.selects(rule.selection().when());
            if (applies != Truth.NO) {
                found.add(rule);
            }
            if (applies == Truth.YES) {
                return found;
            }
        }
        // Those that only may apply let nothing through by themselves.
        return List.of();
    }

    private static @Nullable List<Tightening> tightenings(Policy policy, Proposal proposal, List<Explanation> parts) {
        List<Ownership.RepositoryPolicy> files =
                proposal.change().ownership().policies().value();
        if (files == null || files.isEmpty()) {
            // That they could not be read a rule has to accept by name.
            return List.of();
        }
        var all = new ArrayList<Tightening>();
        for (Ownership.RepositoryPolicy file : files) {
            try {
                policy.repositories().read(file.text()).stream()
                        .filter(added -> concerns(added, proposal))
                        .forEach(all::add);
            } catch (GateException e) {
                parts.add(Explanation.fails(
                        "repository's own policy",
                        "one that can be read",
                        "at commit " + file.commit() + ": " + e.getMessage(),
                        ReasonCode.REPOSITORY_POLICY_INVALID));
                return null;
            }
        }
        parts.add(Explanation.holds(
                "repository's own policy",
                "obeyed too",
                all.isEmpty()
                        ? "adds nothing here"
                        : String.join(
                                ", ",
                                all.stream().map(Tightening::id).distinct().toList())));
        return all;
    }

    private static boolean concerns(Tightening added, Proposal proposal) {
        boolean here = added.environments().isEmpty()
                || added.environments().contains(proposal.change().binding().environment());
        if (!here || added.paths().isEmpty()) {
            return here;
        }
        Set<String> touched = Selector.touched(proposal.change().details().value());
        return touched == null
                || !proposal.change().complete()
                || touched.stream().anyMatch(path -> added.paths().stream().anyMatch(pattern -> pattern.matches(path)));
    }
}
