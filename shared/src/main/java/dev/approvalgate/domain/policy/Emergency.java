package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.PersonId;
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
        Actor actor = roster.actor(account);
        Optional<ReasonCode> standing = actor.bar(account, directory.standings());
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
     * @param broken the emergency
     */
    public static Optional<ReasonCode> barFromReviewing(
            Policy policy,
            Proposal proposal,
            Account account,
            GlassBroken broken,
            DirectorySnapshot directory,
            Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Actor actor = roster.actor(account);
        Optional<ReasonCode> standing = actor.bar(account, directory.standings());
        if (standing.isPresent()) {
            return standing;
        }
        List<BreakGlass> glass = terms(policy, proposal, roster, broken);
        if (glass.isEmpty()) {
            return Optional.of(ReasonCode.RULE_NOT_FOUND);
        }
        if (actor.self().equals(roster.self(broken.account()))) {
            return Optional.of(ReasonCode.REVIEW_NOT_ALLOWED);
        }
        if (!reviews(glass, roster, actor)) {
            return Optional.of(roster.knows(account) ? ReasonCode.REVIEW_NOT_ALLOWED : ReasonCode.VOTER_UNKNOWN);
        }
        return actor.isComparableWith(broken.account()) ? Optional.empty() : Optional.of(ReasonCode.VOTER_NOT_LINKED);
    }

    /**
     * {@return the terms of each rule for an emergency that was; empty where there are none any more}
     *
     * @param broken the emergency: what counts are the rules of its hour, not of the hour in which somebody looks at it
     */
    public static List<BreakGlass> terms(Policy policy, Proposal proposal, Roster roster, GlassBroken broken) {
        Ruling ruling = Admissions.admit(policy, proposal, roster, broken.at()).ruling();
        return ruling == null ? List.of() : ruling.glass().toList();
    }

    /** {@return everybody known who may look at an emergency afterwards, to be shown} */
    public static List<PersonId> reviewers(List<BreakGlass> terms, Roster roster, GlassBroken broken) {
        PersonId breaker = roster.self(broken.account());
        return terms.stream()
                .flatMap(one -> one.reviewers().stream())
                .distinct()
                .sorted()
                .flatMap(group -> roster.membersOf(group).stream())
                .filter(actor -> !actor.self().equals(breaker) && reviews(terms, roster, actor))
                .map(Actor::human)
                .distinct()
                .toList();
    }

    /** Where several rules may apply each must let them. */
    private static boolean reviews(List<BreakGlass> terms, Roster roster, Actor actor) {
        return terms.stream().allMatch(one -> isIn(roster, actor, one.reviewers()));
    }

    private static boolean isIn(Roster roster, Actor actor, Collection<String> groups) {
        return groups.stream().anyMatch(group -> roster.isIn(actor, group));
    }
}
