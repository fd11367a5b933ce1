package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Excluded;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Counted.Spoken;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A requirement that counts persons.
 *
 * @param name what it is called, such as {@code approvals}
 * @param expected whom it is about, such as {@code release, operations}
 * @param count how many persons
 * @param candidates everybody who may be shown as able to satisfy it, barred or not, now or before the deadline
 * @param members whether somebody was one of them when they spoke
 * @param asOwner why somebody may not come in by way of a group other than the owners'; empty if they may
 * @param eligibility separation of duties
 */
record Leaf(
        String name,
        String expected,
        int count,
        List<Candidate> candidates,
        BiPredicate<Actor, Instant> members,
        Function<Actor, Optional<ReasonCode>> asOwner,
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
        return eligibility.allowsOwners() ? duty : asOwner.apply(actor).or(() -> duty);
    }

    /** {@return the humans whose approvals count here by what is the same for all their accounts, in the order of their votes} */
    Map<PersonId, Actor> approved(Counted votes) {
        var approved = new LinkedHashMap<PersonId, Actor>();
        votes.approvals().stream()
                .filter(this::counts)
                .forEach(vote -> approved.putIfAbsent(vote.actor().self(), vote.actor()));
        return approved;
    }

    /** {@return since when the approvals are enough, however many came later; empty where they are not} */
    Optional<Instant> enoughSince(Counted votes) {
        return votes.approvals().stream()
                .filter(this::counts)
                .collect(Collectors.toMap(
                        vote -> vote.actor().self(), Spoken::at, BinaryOperator.minBy(Comparator.naturalOrder())))
                .values()
                .stream()
                .sorted()
                .skip(count - 1L)
                .findFirst();
    }

    private boolean counts(Spoken vote) {
        return bar(vote.actor(), vote.at()).isEmpty();
    }

    Explanation explain(Counted votes) {
        Map<PersonId, Actor> approved = approved(votes);
        Map<PersonId, ReasonCode> excluded = new LinkedHashMap<>(votes.silent());
        for (Spoken vote : votes.approvals()) {
            // Whoever is counted already, by whichever name, is not counted again.
            excluded.putIfAbsent(
                    vote.actor().human(), bar(vote.actor(), vote.at()).orElse(ReasonCode.VOTE_ALREADY_COUNTED));
        }
        Set<PersonId> rejected = votes.rejections().stream()
                .filter(this::counts)
                .map(vote -> vote.actor().self())
                .collect(Collectors.toSet());
        Map<PersonId, PersonId> open = new LinkedHashMap<>();
        Map<PersonId, ReasonCode> barred = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Actor actor = candidate.actor();
            Optional<ReasonCode> bar = bar(actor, candidate.from());
            if (bar.isPresent()) {
                barred.putIfAbsent(actor.human(), bar.get());
            } else if (!approved.containsKey(actor.self()) && !rejected.contains(actor.self()) && votes.canAct(actor)) {
                open.putIfAbsent(actor.self(), actor.human());
            }
        }
        barred.keySet().removeAll(open.values());
        barred.forEach(excluded::putIfAbsent);
        List<PersonId> counted = approved.values().stream().map(Actor::human).toList();
        // A vote through an account that may not vote is void; the same person's vote through another one is not.
        counted.forEach(excluded::remove);
        Status status = approved.size() >= count
                ? Status.SATISFIED
                : approved.size() + open.size() < count ? Status.FAILED : Status.PENDING;
        return new Explanation(
                name,
                status,
                count + " of " + expected,
                observed(approved.values()),
                status == Status.FAILED ? ReasonCode.QUORUM_IMPOSSIBLE : null,
                counted,
                excluded.entrySet().stream()
                        .map(entry -> new Excluded(entry.getKey(), entry.getValue()))
                        .toList(),
                List.copyOf(open.values()),
                List.of(),
                count);
    }

    /** Whoever counts although they had a hand in the change is named with it. */
    private String observed(Collection<Actor> approved) {
        var observed = new StringBuilder().append(approved.size()).append(" approved");
        for (Actor actor : approved) {
            Set<Duty> duties = eligibility.duties(actor);
            if (!duties.isEmpty()) {
                observed.append(", ").append(actor.human()).append(" although ");
                observed.append(duties.stream().sorted().map(Duty::word).collect(Collectors.joining(" and ")));
            }
        }
        return observed.toString();
    }

    /**
     * Somebody who may satisfy it.
     *
     * @param actor who
     * @param from from when on
     */
    record Candidate(Actor actor, Instant from) {}
}
