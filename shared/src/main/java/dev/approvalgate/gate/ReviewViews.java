package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what surfaces show of a request, from local data only: it must be quick enough for a dialog that has three seconds. */
final class ReviewViews {

    private final Ports ports;

    ReviewViews(Ports ports) {
        this.ports = ports;
    }

    ReviewView view(ApprovalRequest request) {
        Policy policy = ports.policies().current();
        Explanation explanation = explain(request, policy);
        var persons = new HashMap<PersonId, Person>();
        collect(explanation, policy, persons);
        request.votes().forEach(vote -> name(vote.person(), policy, persons));
        request.decision().ifPresent(decision -> decision.by().forEach(id -> name(id, policy, persons)));
        request.refusedVotes().forEach(refused -> {
            PersonId id = refused.person();
            if (id != null) {
                name(id, policy, persons);
            }
        });
        Account trigger = request.ask().requester().triggeredBy();
        if (trigger != null) {
            policy.people().behind(trigger).ifPresent(person -> persons.put(person.id(), person));
        }
        return new ReviewView(
                request,
                explanation,
                persons,
                voteReason(request, policy),
                links(request),
                ports.clock().instant());
    }

    Explanation explain(ApprovalRequest request) {
        return explain(request, ports.policies().current());
    }

    private static Explanation explain(ApprovalRequest request, Policy policy) {
        return request.settledBecause().orElseGet(() -> {
            // Standings are looked up when a vote is cast and when it decides; a view takes recorded votes at their
            // word.
            Map<Account, AccountStanding> taken = request.votes().stream()
                    .map(Vote::account)
                    .distinct()
                    .collect(Collectors.toMap(account -> account, account -> AccountStanding.ACTIVE));
            return PolicyEvaluator.evaluate(policy, request.ask(), request.votes(), taken)
                    .explanation();
        });
    }

    private static VoteReason voteReason(ApprovalRequest request, Policy policy) {
        return Optional.ofNullable(Admissions.admit(policy, request.ask()).rule())
                .map(Rule::voteReason)
                .orElse(VoteReason.OPTIONAL);
    }

    private Map<String, String> links(ApprovalRequest request) {
        var links = new HashMap<String, String>();
        for (var channel : ports.channels()) {
            for (Map.Entry<ChannelAddress, String> message : request.published().entrySet()) {
                if (message.getKey().kind().equals(channel.kind())) {
                    channel.link(message.getKey(), message.getValue())
                            .ifPresent(link -> links.putIfAbsent(channel.kind(), link));
                }
            }
        }
        return links;
    }

    private static void collect(Explanation explanation, Policy policy, Map<PersonId, Person> persons) {
        explanation.counted().forEach(id -> name(id, policy, persons));
        explanation.eligible().forEach(id -> name(id, policy, persons));
        explanation.excluded().forEach(excluded -> name(excluded.person(), policy, persons));
        explanation.parts().forEach(part -> collect(part, policy, persons));
    }

    private static void name(PersonId id, Policy policy, Map<PersonId, Person> persons) {
        policy.people().person(id).ifPresent(person -> persons.put(id, person));
    }
}
