package dev.approvalgate.domain.policy;

import java.time.Duration;
import java.util.Set;

/**
 * Who may let a change happen at once in an emergency, and who looks at it afterwards.
 *
 * @param groups whose members may; at least one
 * @param ownChange whether somebody who had a hand in the change may
 * @param lifetime how long tokens live then
 * @param reviewWithin until how long afterwards others must have reviewed it; while a review is overdue nobody can break glass again
 * @param reviewers members of these groups review it afterwards; never whoever broke the glass; at least one
 */
public record BreakGlass(
        Set<String> groups, boolean ownChange, Duration lifetime, Duration reviewWithin, Set<String> reviewers) {
    public BreakGlass {
        groups = Set.copyOf(groups);
        reviewers = Set.copyOf(reviewers);
    }

    /** {@return the stricter of both; whose members may is asked of each by itself, and the other's are named} */
    public BreakGlass and(BreakGlass other) {
        return new BreakGlass(
                other.groups,
                ownChange && other.ownChange,
                shorter(lifetime, other.lifetime),
                shorter(reviewWithin, other.reviewWithin),
                other.reviewers);
    }

    /** {@return these terms, with tokens that live no longer than so} */
    public BreakGlass atMost(Duration usual) {
        return new BreakGlass(groups, ownChange, shorter(lifetime, usual), reviewWithin, reviewers);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
