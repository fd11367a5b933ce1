package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Leaf.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts requirements to one request: turns groups, owners and schedules into persons. */
final class Demands {

    private final Policy policy;
    private final Ruling ruling;
    private final Proposal proposal;
    private final Roster roster;
    private final Instant now;
    /** Who answers for the pipeline, through whichever account: what has once been linked stays one human's. */
    private final Set<PersonId> owners;

    private final boolean ownersRead;

    Demands(Policy policy, Ruling ruling, Proposal proposal, Roster roster, Instant now) {
        this.policy = policy;
        this.ruling = ruling;
        this.proposal = proposal;
        this.roster = roster;
        this.now = now;
        this.owners = roster.membersOf(owner()).stream().map(Actor::self).collect(Collectors.toSet());
        this.ownersRead = roster.isRead(owner());
    }

    /** {@return all that the ruling demands: for each rule, and for what the repository adds} */
    List<Node> all() {
        var nodes = new ArrayList<Node>();
        ruling.rules().forEach(rule -> nodes.add(node(rule.requirement(), eligibility(rule.allowed()))));
        List<Node> ofRules = List.copyOf(nodes);
        Eligibility strict = eligibility(Set.of());
        for (Tightening added : ruling.tightenings()) {
            var counted = new ArrayList<>(ofRules);
            Requirement requirement = added.requirement();
            if (requirement != null) {
                Node node = node(requirement, strict);
                nodes.add(node);
                counted.add(node);
            }
            // Whom one addition asks does not count for another one: then more of them would be less strict.
            if (added.persons() > 0) {
                nodes.add(new Node.One(different(added.persons(), counted, strict)));
            }
        }
        return nodes;
    }

    private Eligibility eligibility(Set<Duty> allowed) {
        return new Eligibility(roster, proposal.change().contributors(), allowed);
    }

    private Node node(Requirement requirement, Eligibility eligibility) {
        if (requirement instanceof Requirement.AllOf all) {
            return new Node.Some("all of", all.parts().size(), nodes(all.parts(), eligibility));
        }
        if (requirement instanceof Requirement.AtLeast some) {
            return new Node.Some(
                    some.count() == 1 ? "any of" : "at least " + some.count() + " of",
                    some.count(),
                    nodes(some.parts(), eligibility));
        }
        if (requirement instanceof Requirement.Automatic automatic) {
            return new Node.Nobody(automatic.because());
        }
        return approvals((Requirement.Approvals) requirement, eligibility);
    }

    private List<Node> nodes(List<Requirement> parts, Eligibility eligibility) {
        return parts.stream().map(part -> node(part, eligibility)).toList();
    }

    private Node approvals(Requirement.Approvals needed, Eligibility eligibility) {
        Approvers from = needed.from();
        if (from instanceof Approvers.CodeOwners owners) {
            return codeOwners(owners, eligibility);
        }
        if (from instanceof Approvers.OnCall onCall) {
            return new Node.One(onCall(onCall.schedule(), needed.count(), eligibility));
        }
        if (from instanceof Approvers.OnCallGroup onCall) {
            return new Node.One(new Leaf(
                    "on call",
                    onCall.schedule(),
                    needed.count(),
                    now(roster.membersOf(Set.of(onCall.group()))),
                    (actor, at) -> roster.isIn(actor, onCall.group()),
                    actor -> Optional.empty(),
                    eligibility));
        }
        Set<String> names = from instanceof Approvers.Groups groups ? groups.names() : Set.of(owner());
        String name = from instanceof Approvers.Groups ? "approvals" : "approvals of the identity's owners";
        return new Node.One(members(name, names, needed.count(), eligibility));
    }

    private Leaf members(String name, Set<String> groups, int count, Eligibility eligibility) {
        List<String> sorted = groups.stream().sorted().toList();
        List<Group> found =
                sorted.stream().flatMap(group -> roster.group(group).stream()).toList();
        boolean ownersNamed = groups.contains(owner());
        return new Leaf(
                name,
                String.join(", ", sorted),
                count,
                now(sorted.stream()
                        .flatMap(group -> roster.membersOf(group).stream())
                        .toList()),
                (actor, at) -> found.stream().anyMatch(group -> roster.isIn(actor, group)),
                actor -> ownersNamed ? Optional.empty() : asOwner(actor),
                eligibility);
    }

    private String owner() {
        return ruling.identity().owner();
    }

    private List<Candidate> now(List<Actor> actors) {
        return actors.stream().map(actor -> new Candidate(actor, now)).toList();
    }

    /** Owners whose group could not be read may be anybody. */
    private Optional<ReasonCode> asOwner(Actor actor) {
        if (owners.contains(actor.self())) {
            return Optional.of(ReasonCode.VOTER_IS_OWNER);
        }
        return ownersRead ? Optional.empty() : Optional.of(ReasonCode.DIRECTORY_UNREADABLE);
    }

    /** Whoever was on call when they spoke. Who takes over before the deadline may still do so. */
    private Leaf onCall(String schedule, int count, Eligibility eligibility) {
        Optional<OnCallSchedule> turns = Optional.ofNullable(policy.schedules().get(schedule));
        return new Leaf(
                "on call",
                schedule,
                count,
                turns.map(this::shifts).orElse(List.of()),
                (actor, at) -> {
                    PersonId person = actor.named();
                    return person != null
                            && turns.flatMap(found -> found.at(at))
                                    .filter(person::equals)
                                    .isPresent();
                },
                actor -> Optional.empty(),
                eligibility);
    }

    private List<Candidate> shifts(OnCallSchedule schedule) {
        return schedule.between(now, proposal.openedAt().plus(ruling.deadline())).stream()
                .flatMap(
                        shift -> roster.actor(shift.person()).stream().map(actor -> new Candidate(actor, shift.from())))
                .toList();
    }

    private Node codeOwners(Approvers.CodeOwners wanted, Eligibility eligibility) {
        Ownership ownership = proposal.change().ownership();
        List<OwnerSet> sets = ownership.owners().value();
        if (sets == null) {
            // They may be anybody, so nobody can agree for them.
            return new Node.One(owners(new OwnerSet("what could not be read", 1, Set.of(), Set.of()), eligibility));
        }
        Leaf unowned = members("owners of paths without code owners", wanted.unowned(), 1, eligibility);
        if (sets.isEmpty()) {
            // Nobody is named: never nobody at all.
            return new Node.One(unowned);
        }
        var parts = new ArrayList<Node>();
        sets.stream()
                .sorted(Comparator.comparing(OwnerSet::pattern))
                .forEach(set -> parts.add(new Node.One(owners(set, eligibility))));
        if (ownership.unowned() > 0) {
            parts.add(new Node.One(unowned));
        }
        return new Node.Some("code owners", parts.size(), parts);
    }

    private Leaf owners(OwnerSet set, Eligibility eligibility) {
        List<Actor> candidates = Stream.concat(
                        set.accounts().stream()
                                .sorted(Comparator.comparing(Account::toString))
                                .map(roster::actor),
                        roster.membersOf(set.teams()).stream())
                .toList();
        return new Leaf(
                "code owners of " + set.pattern(),
                "its owners",
                1,
                now(candidates),
                (actor, at) -> actor.accounts().stream().anyMatch(set.accounts()::contains)
                        || set.teams().stream().anyMatch(team -> roster.isIn(actor, team)),
                actor -> Optional.empty(),
                eligibility);
    }

    private static Leaf different(int persons, List<Node> nodes, Eligibility eligibility) {
        List<Leaf> leaves = nodes.stream().flatMap(Node::leaves).toList();
        return new Leaf(
                "different persons",
                "those who may approve",
                persons,
                leaves.stream().flatMap(leaf -> leaf.candidates().stream()).toList(),
                (actor, at) ->
                        leaves.stream().anyMatch(leaf -> leaf.bar(actor, at).isEmpty()),
                actor -> Optional.empty(),
                eligibility);
    }
}
