package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Excluded;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy as a pure function of request, votes and standings. */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /**
     * {@return the policy's answer to an admitted request and its votes}
     *
     * @param policy the policy in force
     * @param ask the request
     * @param votes the recorded votes, oldest first
     * @param standings what each voting account's own system says of it now; an account that is missing counts as unknown
     */
    public static Evaluation evaluate(
            Policy policy, Ask ask, List<Vote> votes, Map<Account, AccountStanding> standings) {
        Admission admission = Admissions.admit(policy, ask);
        Rule rule = admission.rule();
        if (rule == null || !admission.admitted()) {
            return new Evaluation(Verdict.REFUSED, admission.explanation(), List.of());
        }
        return count(rule, policy.people(), ask.change(), votes, standings, admission.explanation());
    }

    private static Evaluation count(
            Rule rule,
            People people,
            Change change,
            List<Vote> votes,
            Map<Account, AccountStanding> standings,
            Explanation admission) {
        var eligibility = new Eligibility(people, rule.approvals(), change.contributors());
        var approved = new ArrayList<PersonId>();
        var rejected = new ArrayList<PersonId>();
        Map<PersonId, ReasonCode> excluded = new LinkedHashMap<>();
        for (Vote vote : votes) {
            Optional<ReasonCode> bar = barOf(vote, people, eligibility, standings);
            if (bar.isPresent()) {
                excluded.putIfAbsent(vote.person(), bar.get());
            } else if (vote.kind() == Vote.Kind.REJECT) {
                rejected.add(vote.person());
            } else if (!approved.contains(vote.person())) {
                approved.add(vote.person());
            }
        }
        // A vote through an account that may not vote is void; the same person's vote through another one is not.
        excluded.keySet().removeAll(approved);
        excluded.keySet().removeAll(rejected);
        for (PersonId member : eligibility.members()) {
            eligibility.bar(member).ifPresent(reason -> excluded.putIfAbsent(member, reason));
        }
        var open = eligibility.eligible().stream()
                .filter(id -> !approved.contains(id) && !rejected.contains(id) && canAct(id, people, standings))
                .toList();
        return verdict(rule.approvals(), admission, approved, rejected, excluded, open);
    }

    /** Whether a person has an account that is not known to be barred. */
    private static boolean canAct(PersonId id, People people, Map<Account, AccountStanding> standings) {
        return people.person(id).stream()
                .flatMap(person -> person.accounts().stream())
                .anyMatch(account ->
                        standings.getOrDefault(account, AccountStanding.ACTIVE).bar() == null);
    }

    private static Evaluation verdict(
            Rule.Approvals needed,
            Explanation admission,
            List<PersonId> approved,
            List<PersonId> rejected,
            Map<PersonId, ReasonCode> excluded,
            List<PersonId> open) {
        Verdict verdict;
        Status status;
        ReasonCode reason = null;
        if (!rejected.isEmpty()) {
            verdict = Verdict.REJECTED;
            status = Status.FAILED;
            reason = ReasonCode.REJECTED_BY_PERSON;
        } else if (approved.size() >= needed.count()) {
            verdict = Verdict.APPROVED;
            status = Status.SATISFIED;
        } else if (approved.size() + open.size() < needed.count()) {
            verdict = Verdict.REFUSED;
            status = Status.FAILED;
            reason = ReasonCode.QUORUM_IMPOSSIBLE;
        } else {
            verdict = Verdict.PENDING;
            status = Status.PENDING;
        }
        var approvals = new Explanation(
                "approvals",
                status,
                needed.count() + " of "
                        + String.join(", ", needed.groups().stream().sorted().toList()),
                observed(approved, rejected),
                reason,
                rejected.isEmpty() ? approved : rejected,
                excluded.entrySet().stream()
                        .map(entry -> new Excluded(entry.getKey(), entry.getValue()))
                        .toList(),
                open,
                List.of());
        var parts = new ArrayList<>(admission.parts());
        parts.add(approvals);
        List<PersonId> deciders = switch (verdict) {
            case APPROVED -> approved;
            case REJECTED -> rejected;
            default -> List.of();
        };
        return new Evaluation(verdict, Explanation.all(admission.requirement(), parts), deciders);
    }

    private static String observed(List<PersonId> approved, List<PersonId> rejected) {
        String text = approved.size() + " approved";
        return rejected.isEmpty() ? text : text + ", " + rejected.size() + " rejected";
    }

    /**
     * {@return why somebody who acts through an account may not vote on a change; empty if they may}
     *
     * @param person the person behind the account, or {@code null} if there is none
     * @param standing what the account's own system says of it
     */
    public static Optional<ReasonCode> bar(
            Policy policy, Rule rule, Change change, @Nullable PersonId person, AccountStanding standing) {
        ReasonCode standingBar = standing.bar();
        if (standingBar != null) {
            return Optional.of(standingBar);
        }
        if (person == null) {
            return Optional.of(ReasonCode.VOTER_UNKNOWN);
        }
        return new Eligibility(policy.people(), rule.approvals(), change.contributors()).bar(person);
    }

    private static Optional<ReasonCode> barOf(
            Vote vote, People people, Eligibility eligibility, Map<Account, AccountStanding> standings) {
        ReasonCode standing =
                standings.getOrDefault(vote.account(), AccountStanding.UNKNOWN).bar();
        if (standing != null) {
            return Optional.of(standing);
        }
        boolean sameOwner = people.behind(vote.account())
                .map(person -> person.id().equals(vote.person()))
                .orElse(false);
        return sameOwner ? eligibility.bar(vote.person()) : Optional.of(ReasonCode.VOTER_UNKNOWN);
    }
}
