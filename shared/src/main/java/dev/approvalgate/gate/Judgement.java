package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.domain.policy.Ruling;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the policies say of a request: the one in force, and the one that it was opened under where that is another. It must satisfy both,
 * and of what they allow the stricter holds.
 *
 * @param policy the policy in force
 * @param evaluation the answer
 * @param rulings what applies, that of the policy in force first; empty where nothing does
 * @param roster who is who by the policy in force
 * @param directory what was read to answer
 */
record Judgement(
        Policy policy, Evaluation evaluation, List<Ruling> rulings, Roster roster, DirectorySnapshot directory) {
    Judgement {
        rulings = List.copyOf(rulings);
    }

    /** {@return what applies by the policy in force; empty where nothing does} */
    Optional<Ruling> ruling() {
        return rulings.stream().findFirst();
    }

    VoteReason voteReason() {
        return rulings.stream()
                .map(Ruling::voteReason)
                .max(Comparator.naturalOrder())
                .orElse(VoteReason.OPTIONAL);
    }

    Duration lifetime() {
        return rulings.stream()
                .map(Ruling::lifetime)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** {@return how long a token lives that this decision lets be minted: after an emergency maybe shorter} */
    Duration lifetime(Decision decision) {
        return decision.outcome() == Decision.Outcome.BROKEN_GLASS
                ? breakGlass().map(BreakGlass::lifetime).orElseThrow()
                : lifetime();
    }

    Duration validity() {
        return rulings.stream()
                .map(Ruling::validity)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    int maxJobs() {
        return rulings.stream()
                .map(Ruling::maxJobs)
                .min(Comparator.naturalOrder())
                .orElse(0);
    }

    /** {@return what a token of GitHub is narrowed to; empty where either policy lets nobody have one} */
    Optional<GitHubTerms> github() {
        return rulings.stream()
                .map(Ruling::github)
                .reduce((now, then) -> now.flatMap(terms -> then.flatMap(terms::and)))
                .orElse(Optional.empty());
    }

    boolean isPossessionRequired() {
        return rulings.stream().anyMatch(Ruling::isPossessionRequired);
    }

    /** {@return on what terms glass may be broken; empty where either policy lets nobody} */
    Optional<BreakGlass> breakGlass() {
        List<BreakGlass> terms =
                rulings.stream().flatMap(ruling -> ruling.breakGlass().stream()).toList();
        return terms.size() == rulings.size()
                ? terms.stream().reduce((now, then) -> then.and(now)).map(agreed -> agreed.atMost(lifetime()))
                : Optional.empty();
    }
}
