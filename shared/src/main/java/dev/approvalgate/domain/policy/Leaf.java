package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Excluded;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A requirement that counts persons.
 *
 * @param name what it is called, such as {@code approvals}
 * @param expected whom it is about, such as {@code release, operations}
 * @param count how many persons
 * @param candidates everybody who may be shown as able to satisfy it, barred or not
 * @param members whether somebody was one of them when they spoke
 * @param viaOther whether somebody is one of them only by way of a group other than the owners', although they own the identity
 * @param eligibility separation of duties
 */
record Leaf(
        String name,
        String expected,
        int count,
        List<Actor> candidates,
        BiPredicate<Actor, Instant> members,
        Predicate<Actor> viaOther,
        Eligibility eligibility) {

    /** {@return why somebody's vote does not count here; empty if it does} */
    Optional<ReasonCode> bar(Actor actor, Instant spokenAt) {
        Optional<ReasonCode> duty = eligibility.bar(actor);
        if (duty.filter(reason -> reason == ReasonCode.VOTER_IS_CONTRIBUTOR).isPresent()) {
            return duty;
        }
        if (!members.test(actor, spokenAt)) {
            return Optional.of(ReasonCode.VOTER_NOT_IN_GROUP);
        }
        if (!eligibility.allowsOwners() && viaOther.test(actor)) {
            return Optional.of(ReasonCode.VOTER_IS_OWNER);
        }
        return duty;
    }

    /** {@return those whose approvals count here, in the order of their votes} */
    List<PersonId> approved(Counted votes) {
        var approved = new LinkedHashSet<PersonId>();
        votes.approvals().stream()
                .filter(vote -> bar(vote.actor(), vote.at()).isEmpty())
                .forEach(vote -> approved.add(vote.actor().human()));
        return List.copyOf(approved);
    }

    Explanation explain(Counted votes, Instant now) {
        List<PersonId> approved = approved(votes);
        Map<PersonId, ReasonCode> excluded = new LinkedHashMap<>(votes.silent());
        votes.approvals()
                .forEach(vote -> bar(vote.actor(), vote.at())
                        .ifPresent(reason -> excluded.putIfAbsent(vote.actor().human(), reason)));
        Set<PersonId> open = new LinkedHashSet<>();
        Map<PersonId, ReasonCode> barred = new LinkedHashMap<>();
        for (Actor candidate : candidates) {
            Optional<ReasonCode> bar = bar(candidate, now);
            if (bar.isPresent()) {
                barred.putIfAbsent(candidate.human(), bar.get());
            } else if (!votes.hasSpoken(candidate.human()) && votes.canAct(candidate)) {
                open.add(candidate.human());
            }
        }
        barred.keySet().removeAll(open);
        barred.forEach(excluded::putIfAbsent);
        // A vote through an account that may not vote is void; the same person's vote through another one is not.
        excluded.keySet().removeAll(approved);
        Status status = approved.size() >= count
                ? Status.SATISFIED
                : approved.size() + open.size() < count ? Status.FAILED : Status.PENDING;
        return new Explanation(
                name,
                status,
                count + " of " + expected,
                approved.size() + " approved",
                status == Status.FAILED ? ReasonCode.QUORUM_IMPOSSIBLE : null,
                approved,
                excluded.entrySet().stream()
                        .map(entry -> new Excluded(entry.getKey(), entry.getValue()))
                        .toList(),
                List.copyOf(open),
                List.of(),
                count);
    }
}
