package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Counted.Spoken;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policy as a pure function of request, votes, directory and time. */
public final class PolicyEvaluator {

    /** Of several bars the one that says most about the person. */
    private static final List<ReasonCode> WORST_FIRST = List.of(
            ReasonCode.VOTER_IS_CONTRIBUTOR,
            ReasonCode.VOTER_IS_OWNER,
            ReasonCode.DIRECTORY_UNREADABLE,
            ReasonCode.VOTER_NOT_LINKED);

    private PolicyEvaluator() {}

    /**
     * {@return the policy's answer to a request and its votes}
     *
     * @param policy the policy
     * @param proposal what is asked
     * @param votes the recorded votes, oldest first; their order matters for one thing only: a lead time begins when the approvals
     *     were first enough
     * @param directory what the systems of accounts and groups say; an account whose standing is missing counts as unknown where it
     *     voted
     * @param now when
     */
    public static Evaluation evaluate(
            Policy policy, Proposal proposal, List<Vote> votes, DirectorySnapshot directory, Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Admission admission = Admissions.admit(policy, proposal, roster, now);
        Ruling ruling = admission.ruling();
        if (ruling == null || !admission.admitted()) {
            return new Evaluation(Verdict.REFUSED, admission.explanation(), List.of(), null);
        }
        List<Node> demands = new Demands(policy, ruling, proposal, roster, now).all();
        var counted = new Counted(roster, votes, directory.standings());
        return answer(admission, ruling, demands, counted, proposal, now);
    }

    private static Evaluation answer(
            Admission admission, Ruling ruling, List<Node> demands, Counted votes, Proposal proposal, Instant now) {
        var parts = new ArrayList<>(admission.explanation().parts());
        demands.forEach(demand -> parts.add(demand.explain(votes)));
        List<PersonId> rejected = rejected(demands, votes);
        Instant reconsiderAt = admission.reconsiderAt();
        if (!rejected.isEmpty()) {
            parts.add(rejections(rejected));
        } else if (!ruling.leadTime().isZero()) {
            Optional<Instant> enough = enoughSince(demands, votes, proposal.openedAt());
            parts.add(lead(ruling.leadTime(), enough, now));
            Instant over = enough.map(at -> at.plus(ruling.leadTime())).orElse(null);
            reconsiderAt = over != null && over.isAfter(now) ? earlier(reconsiderAt, over) : reconsiderAt;
        }
        Explanation whole = Explanation.all(admission.explanation().requirement(), parts);
        if (!rejected.isEmpty()) {
            return new Evaluation(Verdict.REJECTED, whole, rejected, null);
        }
        return switch (whole.status()) {
            case SATISFIED -> new Evaluation(Verdict.APPROVED, whole, approved(demands, votes), null);
            case PENDING -> new Evaluation(Verdict.PENDING, whole, List.of(), reconsiderAt);
            case FAILED -> new Evaluation(Verdict.REFUSED, whole, List.of(), null);
        };
    }

    private static Explanation rejections(List<PersonId> rejected) {
        return new Explanation(
                "rejections",
                Status.FAILED,
                "none",
                rejected.size() + " rejected",
                ReasonCode.REJECTED_BY_PERSON,
                rejected,
                List.of(),
                List.of(),
                List.of(),
                0);
    }

    private static Explanation lead(Duration length, Optional<Instant> enough, Instant now) {
        String expected = length.toMinutes() + " min after the approvals";
        if (enough.isEmpty()) {
            return Explanation.waits("lead time", expected, "not begun", ReasonCode.LEAD_TIME);
        }
        Instant over = enough.get().plus(length);
        return now.isBefore(over)
                ? Explanation.waits("lead time", expected, "ends at " + over, ReasonCode.LEAD_TIME)
                : Explanation.holds("lead time", expected, "over");
    }

    /** When the approvals were first enough: a further vote starts no new lead time. */
    private static Optional<Instant> enoughSince(List<Node> demands, Counted votes, Instant openedAt) {
        Instant latest = openedAt;
        for (Node demand : demands) {
            Optional<Instant> since = demand.enoughSince(votes);
            if (since.isEmpty()) {
                return since;
            }
            latest = since.get().isAfter(latest) ? since.get() : latest;
        }
        return Optional.of(latest);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static List<PersonId> approved(List<Node> demands, Counted votes) {
        return deciding(demands, votes.approvals());
    }

    private static List<PersonId> rejected(List<Node> demands, Counted votes) {
        return deciding(demands, votes.rejections());
    }

    /** Each human once, by the name that they first spoke under. */
    private static List<PersonId> deciding(List<Node> demands, List<Spoken> votes) {
        List<Leaf> leaves = leaves(demands);
        var deciding = new LinkedHashMap<PersonId, PersonId>();
        votes.stream()
                .filter(vote -> leaves.stream()
                        .anyMatch(leaf -> leaf.bar(vote.actor(), vote.at()).isEmpty()))
                .forEach(vote ->
                        deciding.putIfAbsent(vote.actor().self(), vote.actor().human()));
        return List.copyOf(deciding.values());
    }

    private static List<Leaf> leaves(List<Node> demands) {
        return demands.stream().flatMap(Node::leaves).toList();
    }

    /**
     * {@return why somebody who acts through an account may not vote on what is asked; empty if they may}
     *
     * @param directory knows the account's standing; where it is missing it counts as unknown. Of the other accounts that it speaks for
     *     those standings that say something of the human bar too
     */
    public static Optional<ReasonCode> bar(
            Policy policy, Proposal proposal, Account account, DirectorySnapshot directory, Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Actor actor = roster.actor(account);
        Optional<ReasonCode> standing = actor.bar(account, directory.standings());
        if (standing.isPresent()) {
            return standing;
        }
        Ruling ruling = Admissions.admit(policy, proposal, roster, now).ruling();
        if (ruling == null) {
            return Optional.of(ReasonCode.RULE_NOT_FOUND);
        }
        Set<ReasonCode> bars = new LinkedHashSet<>();
        for (Leaf leaf : leaves(new Demands(policy, ruling, proposal, roster, now).all())) {
            Optional<ReasonCode> bar = leaf.bar(actor, now);
            if (bar.isEmpty()) {
                return bar;
            }
            bars.add(bar.get());
        }
        Optional<ReasonCode> worst = WORST_FIRST.stream().filter(bars::contains).findFirst();
        return worst.or(() -> Optional.of(stranger(roster, actor, account)));
    }

    /**
     * {@return whether an approval through an account would change nothing, because the same human's approval counts already wherever this
     * one would}
     *
     * @param votes the recorded votes
     */
    public static boolean isCounted(
            Policy policy,
            Proposal proposal,
            List<Vote> votes,
            Account account,
            DirectorySnapshot directory,
            Instant now) {
        var roster = new Roster(policy.people(), directory, now);
        Ruling ruling = Admissions.admit(policy, proposal, roster, now).ruling();
        if (ruling == null) {
            return false;
        }
        Actor actor = roster.actor(account);
        var counted = new Counted(roster, votes, directory.standings());
        return leaves(new Demands(policy, ruling, proposal, roster, now).all()).stream()
                .filter(leaf -> leaf.bar(actor, now).isEmpty())
                .allMatch(leaf -> leaf.approved(counted).containsKey(actor.self()));
    }

    /** Whoever is in no group may be so because nobody knows them, or because a link is still too young. */
    private static ReasonCode stranger(Roster roster, Actor actor, Account account) {
        if (actor.named() == null && roster.willSpeakForSomebody(account)) {
            return ReasonCode.VOTER_LINK_TOO_NEW;
        }
        return roster.knows(account) ? ReasonCode.VOTER_NOT_IN_GROUP : ReasonCode.VOTER_UNKNOWN;
    }
}
