package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may break glass, and who may look at it afterwards. Pure, as the evaluator is. */
public final class Emergency {

    private Emergency() {}

    /** {@return why somebody who acts through an account may not let this happen at once; empty if they may} */
    public static Optional<ReasonCode> barFromBreaking(
            Policy policy, Proposal proposal, Account account, DirectorySnapshot directory, Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Optional<ReasonCode> standing = standing(account, directory);
        if (standing.isPresent()) {
            return standing;
        }
        Admission admission = Admissions.admit(policy, proposal, roster, now);
        Ruling ruling = admission.ruling();
        if (ruling == null || !admission.admitted()) {
            return Optional.of(ReasonCode.RULE_NOT_FOUND);
        }
        Optional<BreakGlass> glass = ruling.breakGlass();
        if (glass.isEmpty()) {
            return Optional.of(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
        }
        Actor actor = roster.actor(account);
        // Where several rules may apply each must let them.
        boolean allLet = ruling.glass().allMatch(terms -> isIn(roster, actor, terms.groups()));
        if (!allLet) {
            return Optional.of(roster.knows(account) ? ReasonCode.BREAK_GLASS_NOT_ALLOWED : ReasonCode.VOTER_UNKNOWN);
        }
        return glass.get().ownChange()
                ? Optional.empty()
                : new Eligibility(roster, proposal.change().contributors(), Set.of()).bar(actor);
    }

    /**
     * {@return why somebody who acts through an account may not look at an emergency afterwards; empty if they may}
     *
     * @param breaker the account through which the glass was broken
     */
    public static Optional<ReasonCode> barFromReviewing(
            Policy policy,
            Proposal proposal,
            Account account,
            Account breaker,
            DirectorySnapshot directory,
            Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Optional<ReasonCode> standing = standing(account, directory);
        if (standing.isPresent()) {
            return standing;
        }
        Ruling ruling = Admissions.admit(policy, proposal, roster, now).ruling();
        List<BreakGlass> glass = ruling == null ? List.of() : ruling.glass().toList();
        if (glass.isEmpty()) {
            return Optional.of(ReasonCode.RULE_NOT_FOUND);
        }
        Actor actor = roster.actor(account);
        if (actor.self().equals(roster.self(breaker))) {
            return Optional.of(ReasonCode.VOTER_IS_CONTRIBUTOR);
        }
        if (!glass.stream().allMatch(terms -> isIn(roster, actor, terms.reviewers()))) {
            return Optional.of(roster.knows(account) ? ReasonCode.VOTER_NOT_IN_GROUP : ReasonCode.VOTER_UNKNOWN);
        }
        return actor.isComparableWith(breaker) ? Optional.empty() : Optional.of(ReasonCode.VOTER_NOT_LINKED);
    }

    private static Optional<ReasonCode> standing(Account account, DirectorySnapshot directory) {
        return Optional.ofNullable(directory
                .standings()
                .getOrDefault(account, AccountStanding.UNKNOWN)
                .bar());
    }

    private static boolean isIn(Roster roster, Actor actor, Collection<String> groups) {
        return groups.stream().anyMatch(group -> roster.isIn(actor, group));
    }
}
