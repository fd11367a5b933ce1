package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Evaluation;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Needs;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.LinkSource;
import dev.approvalgate.gate.port.RequestIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts stored requests to a policy that need not be the one in force: what would it have said? Votes are taken at their word (their
 * accounts in good standing), and the moment is that of the decision.
 */
public final class PolicyReplay {

    /** At most so many requests are looked at. */
    public static final int MOST = 500;

    private final Journal journal;
    private final RequestIndex index;
    private final LinkSource links;
    private final Function<Set<ExternalGroup>, Map<ExternalGroup, Set<Account>>> members;

    /**
     * Looks into a store.
     *
     * @param members reads groups of other systems as they are now; a group that is missing from its answer is taken for empty
     */
    public PolicyReplay(
            EventStore events,
            RequestIndex index,
            LinkSource links,
            Function<Set<ExternalGroup>, Map<ExternalGroup, Set<Account>>> members) {
        this.journal = new Journal(events);
        this.index = index;
        this.links = links;
        this.members = members;
    }

    /**
     * What a policy says of one request.
     *
     * @param request the request as it stands
     * @param recorded how it ended, or {@code null} while it waits
     * @param answer what the policy says
     * @param unread groups of other systems that were needed and not read
     */
    public record Replayed(
            ApprovalRequest request,
            Decision.@Nullable Outcome recorded,
            Evaluation answer,
            Set<ExternalGroup> unread) {

        /** {@return whether the outcome differs: what nobody decided counts as waiting still} */
        public boolean differs() {
            return answer.verdict() != asVerdict();
        }

        private Verdict asVerdict() {
            if (recorded == null) {
                return Verdict.PENDING;
            }
            return switch (recorded) {
                case APPROVED -> Verdict.APPROVED;
                case REJECTED -> Verdict.REJECTED;
                case REFUSED -> Verdict.REFUSED;
                case EXPIRED, CANCELLED, SUPERSEDED, BROKEN_GLASS -> Verdict.PENDING;
            };
        }

        /** {@return the reasons in the answer, each once} */
        public List<ReasonCode> reasons() {
            return PolicyReplay.reasons(answer.explanation()).stream()
                    .distinct()
                    .toList();
        }
    }

    /** {@return the reasons in an explanation, in its order} */
    public static List<ReasonCode> reasons(Explanation explanation) {
        if (explanation.parts().isEmpty()) {
            return Optional.ofNullable(explanation.reason()).map(List::of).orElse(List.of());
        }
        return explanation.parts().stream()
                .flatMap(part -> reasons(part).stream())
                .toList();
    }

    /** {@return what a policy says of the newest requests, newest first} */
    public List<Replayed> newest(Policy policy, int limit) {
        return index.newest(false, Math.min(limit, MOST)).stream()
                .map(row -> one(policy, row.id(), null))
                .toList();
    }

    /**
     * {@return what a policy says of one request}
     *
     * @param at when the question is put, or {@code null} for the moment of the decision or, while it waits, of the last vote
     * @throws dev.approvalgate.domain.approval.GateException with {@code request_not_found}
     */
    public Replayed one(Policy policy, RequestId id, @Nullable Instant at) {
        ApprovalRequest request = journal.request(id);
        Ask ask = request.ask();
        Instant moment = at == null ? decidedAt(request) : at;
        var proposal = Proposal.of(ask);
        Set<ExternalGroup> needed = Needs.of(policy, proposal, moment);
        Map<ExternalGroup, Set<Account>> read = members.apply(needed);
        Map<Account, AccountStanding> standings = request.votes().stream()
                .map(Vote::account)
                .distinct()
                .collect(Collectors.toMap(account -> account, account -> AccountStanding.ACTIVE));
        var directory = new DirectorySnapshot(standings, read, Map.of(), links.current());
        Evaluation answer = PolicyEvaluator.evaluate(policy, proposal, request.votes(), directory, moment);
        Set<ExternalGroup> unread =
                needed.stream().filter(group -> !read.containsKey(group)).collect(Collectors.toSet());
        return new Replayed(request, request.decision().map(Decision::outcome).orElse(null), answer, unread);
    }

    private static Instant decidedAt(ApprovalRequest request) {
        return request.decision()
                .map(Decision::at)
                .orElseGet(() -> request.votes().stream()
                        .map(Vote::at)
                        .reduce((first, last) -> last)
                        .orElse(request.ask().terms().openedAt()));
    }
}
