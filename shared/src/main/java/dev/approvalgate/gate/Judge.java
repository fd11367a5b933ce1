package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Emergency;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Needs;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.Revocation;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.domain.policy.Ruling;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts requests to the policies, with what the directory says. The only place where the core asks a policy anything. */
final class Judge {

    private final Ports ports;
    private final Lookups lookups;

    Judge(Ports ports) {
        this.ports = ports;
        this.lookups = new Lookups(ports);
    }

    /** {@return what the policies say of a new ask; only the policy in force is asked} */
    Judgement ofNew(Policy policy, Proposal proposal) {
        Instant now = ports.clock().instant();
        DirectorySnapshot directory =
                lookups.directory(List.of(policy), Needs.of(policy, proposal, now), List.of(), Freshness.RECENT);
        return judge(List.of(policy), proposal, List.of(), directory, now);
    }

    /**
     * {@return what the policies say of a request and some votes}
     *
     * @param also accounts whose standing is asked too
     * @throws dev.approvalgate.domain.approval.GateException where a policy or the directory cannot be read
     */
    Judgement of(Ask ask, List<Vote> votes, Collection<Account> also, Freshness freshness) {
        return of(ask, votes, also, freshness, ports.policies().current());
    }

    Judgement of(Ask ask, List<Vote> votes, Collection<Account> also, Freshness freshness, Policy current) {
        Instant now = ports.clock().instant();
        Proposal proposal = Proposal.of(ask);
        List<Policy> policies = policies(ask, current);
        Set<ExternalGroup> groups = new HashSet<>();
        policies.forEach(policy -> groups.addAll(Needs.of(policy, proposal, now)));
        List<Account> accounts = Stream.concat(votes.stream().map(Vote::account), also.stream())
                .distinct()
                .toList();
        return judge(policies, proposal, votes, lookups.directory(policies, groups, accounts, freshness), now);
    }

    /** {@return what the same policies and the same directory say of other votes} */
    Judgement again(Ask ask, List<Vote> votes, Judgement before) {
        return judge(
                policies(ask, before.policy()),
                Proposal.of(ask),
                votes,
                before.directory(),
                ports.clock().instant());
    }

    /** {@return what applies to a request by the policy in force, without asking anybody outside} */
    Optional<Ruling> ruling(ApprovalRequest request) {
        Instant now = ports.clock().instant();
        Policy policy = ports.policies().current();
        var roster = new Roster(policy.people(), DirectorySnapshot.EMPTY, now);
        return Optional.ofNullable(Admissions.admit(policy, Proposal.of(request.ask()), roster, now)
                .ruling());
    }

    private List<Policy> policies(Ask ask, Policy current) {
        return ask.terms().policy().equals(current.digest())
                ? List.of(current)
                : List.of(current, ports.policies().past(ask.terms().policy()));
    }

    private static Judgement judge(
            List<Policy> policies, Proposal proposal, List<Vote> votes, DirectorySnapshot directory, Instant now) {
        Policy current = policies.get(0);
        var roster = new Roster(current.people(), directory, now);
        var rulings = new ArrayList<Ruling>();
        var answers = new ArrayList<Evaluation>();
        for (Policy policy : policies) {
            var whoIsWho = new Roster(policy.people(), directory, now);
            List<Vote> relabelled = policy.equals(current) ? votes : named(votes, roster, whoIsWho);
            answers.add(PolicyEvaluator.evaluate(policy, proposal, relabelled, directory, now));
            Ruling ruling = Admissions.admit(policy, proposal, whoIsWho, now).ruling();
            if (ruling != null) {
                rulings.add(ruling);
            }
        }
        boolean all = rulings.size() == policies.size();
        return new Judgement(current, both(answers), all ? rulings : List.of(), roster, directory);
    }

    /** Votes of those who are still who they were, under the names that another policy has for them. */
    private static List<Vote> named(List<Vote> votes, Roster current, Roster other) {
        return votes.stream()
                .filter(vote -> current.human(vote.account()).equals(vote.person()))
                .map(vote -> new Vote(
                        other.human(vote.account()),
                        vote.account(),
                        vote.kind(),
                        vote.channel(),
                        vote.shown(),
                        vote.reason(),
                        vote.at()))
                .toList();
    }

    private static Evaluation both(List<Evaluation> answers) {
        Evaluation now = answers.get(0);
        if (answers.size() == 1) {
            return now;
        }
        Evaluation then = answers.get(1);
        List<Evaluation> worstFirst = Stream.of(Verdict.REJECTED, Verdict.REFUSED, Verdict.PENDING, Verdict.APPROVED)
                .flatMap(verdict -> answers.stream().filter(answer -> answer.verdict() == verdict))
                .toList();
        Evaluation worst = worstFirst.get(0);
        return new Evaluation(
                worst.verdict(),
                Explanation.all(
                        now.explanation().requirement(),
                        List.of(
                                under("the policy in force", now.explanation()),
                                under("the policy that it was opened under", then.explanation()))),
                worst.deciders(),
                earlier(now.reconsiderAt(), then.reconsiderAt()));
    }

    private static Explanation under(String what, Explanation explanation) {
        return Explanation.all(what, explanation.parts());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** {@return why somebody may not vote, by either policy; empty if they may} */
    Optional<ReasonCode> bar(Ask ask, Account account, Judgement judgement) {
        Instant now = ports.clock().instant();
        return policies(ask, judgement.policy()).stream()
                .flatMap(policy ->
                        PolicyEvaluator.bar(policy, Proposal.of(ask), account, judgement.directory(), now).stream())
                .findFirst();
    }

    /** {@return whether somebody's approval would change nothing, because theirs counts already wherever it would} */
    boolean isCounted(Ask ask, List<Vote> votes, Account account, Judgement judgement) {
        Instant now = ports.clock().instant();
        DirectorySnapshot directory = judgement.directory();
        return policies(ask, judgement.policy()).stream()
                .allMatch(policy -> PolicyEvaluator.isCounted(
                        policy,
                        Proposal.of(ask),
                        named(votes, judgement.roster(), new Roster(policy.people(), directory, now)),
                        account,
                        directory,
                        now));
    }

    /** {@return why somebody may not let it happen at once, by either policy; empty if they may} */
    Optional<ReasonCode> barFromBreaking(Ask ask, Account account, Judgement judgement) {
        Instant now = ports.clock().instant();
        return policies(ask, judgement.policy()).stream()
                .flatMap(policy ->
                        Emergency.barFromBreaking(policy, Proposal.of(ask), account, judgement.directory(), now)
                                .stream())
                .findFirst();
    }

    /** {@return who is who for those who look at an emergency afterwards, as far as it is remembered} */
    Roster afterwards(Ask ask, GlassBroken broken, Policy policy) {
        Set<ExternalGroup> groups = Needs.of(policy, Proposal.of(ask), broken.at());
        return new Roster(
                policy.people(),
                lookups.directory(List.of(policy), groups, List.of(), Freshness.KNOWN),
                ports.clock().instant());
    }

    /**
     * Somebody who looks at an emergency afterwards.
     *
     * @param person who
     * @param bar why they may not, by the policy in force; empty if they may
     */
    record Reviewer(PersonId person, Optional<ReasonCode> bar) {}

    /** {@return who somebody is, and whether they may look at an emergency afterwards} */
    Reviewer reviewer(Ask ask, Account account, GlassBroken broken) {
        Policy policy = ports.policies().current();
        Proposal proposal = Proposal.of(ask);
        Instant now = ports.clock().instant();
        DirectorySnapshot directory = lookups.directory(
                List.of(policy), Needs.of(policy, proposal, broken.at()), List.of(account), Freshness.NOW);
        return new Reviewer(
                new Roster(policy.people(), directory, now).human(account),
                Emergency.barFromReviewing(policy, proposal, account, broken, directory, now));
    }

    /**
     * Somebody who takes an approval back.
     *
     * @param person who
     * @param bar why they may not, by the policy in force; empty if they may
     */
    record Revoker(PersonId person, Optional<ReasonCode> bar) {}

    /** {@return who somebody is, and whether they may take an approval back} */
    Revoker revoker(ApprovalRequest request, Account account) {
        Policy policy = ports.policies().current();
        Proposal proposal = Proposal.of(request.ask());
        Instant now = ports.clock().instant();
        DirectorySnapshot directory = lookups.directory(
                List.of(policy), Revocation.needs(policy, proposal, now), List.of(account), Freshness.NOW);
        return new Revoker(
                new Roster(policy.people(), directory, now).human(account),
                Revocation.bar(policy, proposal, account, approvers(request), directory, now));
    }

    private static Set<Account> approvers(ApprovalRequest request) {
        Stream<Account> voted = request.votes().stream()
                .filter(vote -> vote.kind() == Vote.Kind.APPROVE)
                .map(Vote::account);
        return Stream.concat(voted, request.glass().map(GlassBroken::account).stream())
                .collect(Collectors.toSet());
    }

    /** {@return whether a person's account is known at all} */
    static Optional<PersonId> known(Judgement judgement, Account account) {
        return judgement.roster().knows(account)
                ? Optional.of(judgement.roster().human(account))
                : Optional.empty();
    }
}
