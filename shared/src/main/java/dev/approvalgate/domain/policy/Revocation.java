package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may take an approval back. Taking a right away needs no separation of duties, so that those who know most of a change may stop it:
 * its authors and whoever started it are among them. Pure, as the evaluator is.
 */
public final class Revocation {

    private Revocation() {}

    /**
     * {@return why somebody who acts through an account may not take the approval back; empty if they may}
     *
     * <p>May: whoever approved it or broke the glass, whoever had a hand in the change or its run, and by the policy given the owners of
     * the identity, everybody in a group that may approve it (had they a hand in it or not), and everybody who may break glass. Nobody
     * else, and no account that is not a person's in good standing.
     *
     * @param said accounts through which it was approved
     * @param directory knows the account's standing; where it is missing it counts as unknown
     */
    public static Optional<ReasonCode> bar(
            Policy policy,
            Proposal proposal,
            Account account,
            Collection<Account> said,
            DirectorySnapshot directory,
            Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Actor actor = roster.actor(account);
        Optional<ReasonCode> standing = actor.bar(account, directory.standings());
        if (standing.isPresent()) {
            return standing;
        }
        if (isTheirs(roster, actor, proposal, said) || isAnswerable(policy, roster, actor, proposal, now)) {
            return Optional.empty();
        }
        return Optional.of(roster.knows(account) ? ReasonCode.REVOCATION_NOT_ALLOWED : ReasonCode.VOTER_UNKNOWN);
    }

    /** {@return the groups of other systems that may matter: also where no rule applies any more, those of the owners} */
    public static Set<ExternalGroup> needs(Policy policy, Proposal proposal, Instant now) {
        Set<ExternalGroup> groups = new HashSet<>(Needs.of(policy, proposal, now));
        Admissions.identify(policy, proposal.change().binding().workload(), proposal.claims())
                .flatMap(identity -> policy.people().group(identity.owner()))
                .ifPresent(owners -> groups.addAll(owners.external()));
        return groups;
    }

    private static boolean isTheirs(Roster roster, Actor actor, Proposal proposal, Collection<Account> said) {
        Set<PersonId> whose = new HashSet<>();
        said.forEach(account -> whose.add(roster.self(account)));
        proposal.change().contributors().forEach(contributor -> {
            Account account = contributor.account();
            if (account != null) {
                whose.add(roster.self(account));
            }
        });
        return whose.contains(actor.self());
    }

    private static boolean isAnswerable(Policy policy, Roster roster, Actor actor, Proposal proposal, Instant now) {
        boolean owns = Admissions.identify(policy, proposal.change().binding().workload(), proposal.claims())
                .filter(identity -> roster.isIn(actor, identity.owner()))
                .isPresent();
        if (owns) {
            return true;
        }
        Ruling ruling = Admissions.admit(policy, proposal, roster, now).ruling();
        if (ruling == null) {
            return false;
        }
        boolean approves = new Demands(policy, ruling, proposal, roster, now)
                .all().stream()
                        .flatMap(Node::leaves)
                        .anyMatch(leaf -> leaf.members().test(actor, now));
        return approves
                || ruling.glass()
                        .flatMap(glass -> glass.groups().stream())
                        .anyMatch(group -> roster.isIn(actor, group));
    }
}
