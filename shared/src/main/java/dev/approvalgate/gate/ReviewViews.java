package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Emergency;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what surfaces show of a request, from local data only: it must be quick enough for a dialog that has three seconds. */
final class ReviewViews {

    private final Ports ports;
    private final Judge judge;
    private final Revocable revocable;

    ReviewViews(Ports ports) {
        this.ports = ports;
        this.judge = new Judge(ports);
        this.revocable = new Revocable(ports);
    }

    /** {@return what to show, with groups of other systems as they were read lately} */
    ReviewView view(ApprovalRequest request) {
        return view(request, Freshness.RECENT);
    }

    ReviewView view(ApprovalRequest request, Freshness freshness) {
        Seen seen = see(request, freshness);
        var persons = new HashMap<PersonId, Person>();
        collect(seen.explanation(), seen, persons);
        request.votes().forEach(vote -> seen.name(vote.person(), persons));
        request.decision().ifPresent(decision -> decision.by().forEach(id -> seen.name(id, persons)));
        request.reviewed().ifPresent(reviewed -> seen.name(reviewed.person(), persons));
        request.revoked().map(ApprovalRevoked::person).ifPresent(id -> seen.name(id, persons));
        seen.reviewers().forEach(id -> seen.name(id, persons));
        request.refusedVotes().forEach(refused -> {
            PersonId id = refused.person();
            if (id != null) {
                seen.name(id, persons);
            }
        });
        Account trigger = request.ask().requester().triggeredBy();
        if (trigger != null) {
            seen.policy().people().behind(trigger).ifPresent(person -> persons.put(person.id(), person));
        }
        return new ReviewView(
                request,
                seen.explanation(),
                persons,
                seen.voteReason(),
                seen.emergency(),
                seen.reviewers(),
                revocable.isSo(request),
                links(request),
                ports.clock().instant());
    }

    Explanation explain(ApprovalRequest request) {
        return see(request, Freshness.RECENT).explanation();
    }

    /** What a look at the policies and the directory came to. */
    private record Seen(
            Policy policy,
            Roster roster,
            Explanation explanation,
            VoteReason voteReason,
            @Nullable BreakGlass emergency,
            List<PersonId> reviewers) {
        void name(PersonId id, Map<PersonId, Person> persons) {
            persons.put(id, roster.shown(id));
        }
    }

    private Seen see(ApprovalRequest request, Freshness freshness) {
        Policy policy = ports.policies().current();
        if (!request.isPending()) {
            return ended(request, policy);
        }
        Judgement judgement = judge.of(request.ask(), request.votes(), List.of(), freshness, policy);
        return new Seen(
                policy,
                judgement.roster(),
                judgement.evaluation().explanation(),
                judgement.voteReason(),
                judgement.breakGlass().orElse(null),
                List.of());
    }

    private Seen ended(ApprovalRequest request, Policy policy) {
        Optional<GlassBroken> unreviewed = request.reviewed().isPresent() ? Optional.empty() : request.glass();
        Roster roster = unreviewed
                .map(broken -> judge.afterwards(request.ask(), broken, policy))
                .orElseGet(() -> new Roster(
                        policy.people(), DirectorySnapshot.EMPTY, ports.clock().instant()));
        List<BreakGlass> terms = unreviewed
                .map(broken -> Emergency.terms(policy, Proposal.of(request.ask()), roster, broken))
                .orElse(List.of());
        return new Seen(
                policy,
                roster,
                request.settledBecause().orElseThrow(),
                VoteReason.OPTIONAL,
                terms.stream().reduce(BreakGlass::and).orElse(null),
                unreviewed
                        .map(broken -> Emergency.reviewers(terms, roster, broken))
                        .orElse(List.of()));
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

    private static void collect(Explanation explanation, Seen seen, Map<PersonId, Person> persons) {
        explanation.counted().forEach(id -> seen.name(id, persons));
        explanation.eligible().forEach(id -> seen.name(id, persons));
        explanation.excluded().forEach(excluded -> seen.name(excluded.person(), persons));
        explanation.parts().forEach(part -> collect(part, seen, persons));
    }
}
