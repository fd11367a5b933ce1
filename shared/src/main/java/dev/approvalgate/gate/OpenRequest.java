package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Admission;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.ReviewChannel;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens a request: identify, know the change, admit or refuse, record, and only then act. */
final class OpenRequest {

    private final Ports ports;
    private final Journal journal;

    /** More jobs of one digest than this are a loop, and no longer worth recording. */
    private static final int JOINS_KEPT = 100;
    /** A pipeline that asks while so many of its requests wait is asking too much of its reviewers. */
    private static final int MOST_WAITING = 100;

    /** More changes than any run has: jobs, environments and attempts. Refused ones count, for they are recorded too. */
    private static final int MOST_OF_A_RUN = 1000;

    OpenRequest(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
    }

    RequestId open(Opening opening) {
        Policy policy = ports.policies().current();
        Optional<RegisteredIdentity> identity =
                Admissions.identify(policy, opening.identity().key());
        if (identity.isEmpty()) {
            refuseStranger(opening);
        }
        Change change = change(opening, identity);
        Optional<RequestId> existing = ports.index().byDigest(change.digest());
        if (existing.isPresent()) {
            return join(existing.get(), opening);
        }
        refuseFlood(opening);
        Admission admission = Admissions.admit(policy, change, opening.wishes().justification() != null);
        Ask ask = ask(opening, change, policy, admission);
        try {
            ports.events()
                    .commit(Commit.of(ask.id().value(), 0, events(ask, admission), work(ask, admission))
                            .claiming(Set.of(digestClaim(change), jobClaim(change, opening.job()))));
            return ask.id();
        } catch (ClaimTaken raced) {
            return ports.index()
                    .byDigest(change.digest())
                    .map(id -> join(id, opening))
                    .orElseThrow(() -> raced);
        }
    }

    /** Anybody can run a pipeline at a public host and ask by the API; where no host waits for an answer there is nothing to record. */
    private static void refuseStranger(Opening opening) {
        if (opening.host().kind().equals(HostRef.API)) {
            throw new GateException(
                    ReasonCode.IDENTITY_UNKNOWN,
                    "the policy registers no pipeline " + opening.identity().key()
                            + "; add it under identities, then ask again");
        }
    }

    private void refuseFlood(Opening opening) {
        WorkloadKey key = opening.identity().key();
        int asked = ports.index()
                .allOfRun(
                        key.issuer(), key.projectId(), opening.identity().run().id())
                .size();
        if (asked >= MOST_OF_A_RUN) {
            throw new GateException(
                    ReasonCode.TOO_MANY_REQUESTS,
                    "run " + opening.identity().run().id() + " has asked " + asked + " times; start another run");
        }
        if (ports.index().pendingOf(key.issuer(), key.projectId()) >= MOST_WAITING) {
            throw new GateException(
                    ReasonCode.TOO_MANY_REQUESTS,
                    MOST_WAITING + " requests of project " + key.projectId()
                            + " wait already; try again when some are decided");
        }
    }

    private Change change(Opening opening, Optional<RegisteredIdentity> identity) {
        WorkloadKey key = opening.identity().key();
        Optional<Baseline> running = ports.index().running(key, opening.action(), opening.environment());
        // For a pipeline that nobody registered nothing is looked up: it will be refused, and may not spend our API
        // quota.
        Facts facts = identity.isPresent()
                ? ports.changes().read(opening.identity(), opening.host(), running)
                : UnreadChange.facts(opening.identity(), "the pipeline is not registered");
        Opening.Wishes wishes = opening.wishes();
        List<String> scopes = wishes.scopes().isEmpty()
                ? identity.map(found -> List.copyOf(found.scopes())).orElse(List.of())
                : wishes.scopes();
        var binding = new ChangeBinding(
                key,
                opening.action(),
                opening.identity().run(),
                opening.environment(),
                facts.commit(),
                facts.definition(),
                wishes.artifacts(),
                wishes.parameters(),
                scopes);
        return Change.of(binding, contributors(facts, opening.triggeredBy()), facts.details());
    }

    /** Whoever started the run had a hand in it, whatever the host's records say. */
    private static List<Contributor> contributors(Facts facts, @Nullable Account trigger) {
        boolean named = trigger == null
                || facts.contributors().stream().anyMatch(contributor -> trigger.equals(contributor.account()));
        if (named) {
            return facts.contributors();
        }
        var all = new ArrayList<>(facts.contributors());
        all.add(new Contributor(Contributor.Role.TRIGGER, trigger, false));
        return all;
    }

    private Ask ask(Opening opening, Change change, Policy policy, Admission admission) {
        Instant now = ports.clock().instant();
        RegisteredIdentity identity = admission.identity();
        Rule rule = admission.admitted() ? admission.rule() : null;
        String justification = opening.wishes().justification();
        String service = opening.wishes().service();
        return new Ask(
                RequestId.random(ports.random()),
                new Requester(
                        opening.identity().key(),
                        opening.identity().subject(),
                        opening.identity().run(),
                        identity == null ? null : identity.id(),
                        identity == null ? null : identity.owner(),
                        opening.triggeredBy()),
                change,
                service == null ? (identity == null ? opening.identity().key().projectId() : identity.id()) : service,
                justification == null ? null : Personal.of(justification),
                new Ask.Terms(
                        policy.digest(),
                        admission.rule() == null ? null : admission.rule().id(),
                        now,
                        rule == null ? now : now.plus(rule.deadline())),
                opening.host(),
                channels(rule, opening));
    }

    private List<ChannelAddress> channels(@Nullable Rule rule, Opening opening) {
        if (rule == null) {
            return List.of();
        }
        var channels = new ArrayList<>(rule.channels());
        for (ReviewChannel channel : ports.channels()) {
            channels.addAll(channel.addressesFor(opening.host()));
        }
        return channels.stream().distinct().toList();
    }

    private static List<DomainEvent> events(Ask ask, Admission admission) {
        var opened = new ApprovalEvent.Opened(ask);
        if (admission.admitted()) {
            return List.of(opened);
        }
        var decision = new Decision(
                Decision.Outcome.REFUSED,
                admission.explanation().reason(),
                List.of(),
                ask.terms().policy(),
                opened.at());
        return List.of(opened, new ApprovalEvent.Settled(decision, admission.explanation()));
    }

    private static List<Work> work(Ask ask, Admission admission) {
        Rule rule = admission.rule();
        return admission.admitted() && rule != null
                ? Effects.opened(ask, rule)
                : Effects.settled(ask, ask.terms().openedAt());
    }

    /** Another job of the run, or the same webhook again: one request, one message; a decision that is there is told again. */
    private RequestId join(RequestId id, Opening opening) {
        try {
            return journal.decide(id, history -> {
                var request = ApprovalRequest.of(history.events());
                Instant now = ports.clock().instant();
                List<DomainEvent> events = request.joined() >= JOINS_KEPT
                        ? List.of()
                        : List.of(new ApprovalEvent.Joined(opening.job(), now));
                List<Work> work = request.isPending() ? List.of() : List.of(Effects.answer(request.ask(), now));
                return Step.store(
                        Commit.of(id.value(), history.version(), events, work)
                                .claiming(
                                        events.isEmpty()
                                                ? Set.of()
                                                : Set.of(jobClaim(request.ask().change(), opening.job()))),
                        id);
            });
        } catch (ClaimTaken known) {
            var request = journal.request(id);
            if (!request.isPending()) {
                ports.work().add(Effects.answer(request.ask(), ports.clock().instant()));
            }
            return id;
        }
    }

    private static String digestClaim(Change change) {
        return "digest:" + change.digest().hex();
    }

    private static String jobClaim(Change change, String job) {
        return "job:" + change.digest().hex() + ":" + job;
    }
}
