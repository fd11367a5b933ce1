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
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Admissions;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Ruling;
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
    private final Judge judge;
    private final Limits limits;

    /** More jobs of one digest than this are a loop, and no longer worth recording. */
    private static final int JOINS_KEPT = 100;

    OpenRequest(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.limits = new Limits(ports);
    }

    RequestId open(Opening opening) {
        Policy policy = ports.policies().current();
        WorkloadIdentity workload = opening.identity();
        Optional<RegisteredIdentity> identity = Admissions.identify(policy, workload.key(), workload.claims());
        if (identity.isEmpty()) {
            refuseStranger(opening);
        }
        Facts facts = facts(opening, identity);
        Draft draft = draft(policy, opening, facts, identity);
        Change change = draft.proposal().change();
        Optional<RequestId> existing = ports.index().byDigest(change.digest());
        if (existing.isPresent()) {
            return join(existing.get(), opening);
        }
        limits.check(opening, identity);
        Ask ask = ask(opening, change, policy, draft.judgement(), identity);
        try {
            ports.events()
                    .commit(Commit.of(ask.id().value(), 0, events(ask, draft.judgement()), work(ask, draft.judgement()))
                            .claiming(Set.of(digestClaim(change), jobClaim(change, opening.job()))));
        } catch (ClaimTaken raced) {
            return ports.index()
                    .byDigest(change.digest())
                    .map(id -> join(id, opening))
                    .orElseThrow(() -> raced);
        }
        return ask.id();
    }

    /** What is asked, and what the policy says of it before anybody has voted. */
    private record Draft(Proposal proposal, Judgement judgement) {}

    /** Whoever asks for no scopes in particular asks for all that the rule lets the identity have. */
    private Draft draft(Policy policy, Opening opening, Facts facts, Optional<RegisteredIdentity> identity) {
        List<String> asked = opening.wishes().scopes();
        List<String> most = identity.map(found -> List.copyOf(found.scopes())).orElse(List.of());
        Draft whole = judged(policy, opening, facts, asked.isEmpty() ? most : asked);
        Optional<Set<String>> limit = whole.judgement().ruling().flatMap(Ruling::scopes);
        if (!asked.isEmpty() || limit.isEmpty()) {
            return whole;
        }
        List<String> narrowed = most.stream().filter(limit.get()::contains).toList();
        return judged(policy, opening, facts, narrowed);
    }

    private Draft judged(Policy policy, Opening opening, Facts facts, List<String> scopes) {
        String justification = opening.wishes().justification();
        var proposal = new Proposal(
                change(opening, facts, scopes),
                opening.identity().claims(),
                justification == null ? null : Personal.of(justification),
                ports.clock().instant(),
                opening.host().assurance());
        return new Draft(proposal, judge.ofNew(policy, proposal));
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

    private Facts facts(Opening opening, Optional<RegisteredIdentity> identity) {
        WorkloadKey key = opening.identity().key();
        Optional<Baseline> running = ports.index().running(key, opening.action(), opening.environment());
        // For a pipeline that nobody registered nothing is looked up: it will be refused, and may not spend our API
        // quota.
        return identity.isPresent()
                ? ports.changes().read(opening.identity(), opening.host(), running)
                : UnreadChange.facts(opening.identity(), "the pipeline is not registered");
    }

    private static Change change(Opening opening, Facts facts, List<String> scopes) {
        Opening.Wishes wishes = opening.wishes();
        var binding = new ChangeBinding(
                opening.identity().key(),
                opening.action(),
                opening.identity().run(),
                opening.environment(),
                facts.commit(),
                facts.definition(),
                wishes.artifacts(),
                wishes.parameters(),
                scopes);
        return Change.of(binding, contributors(facts, opening.triggeredBy()), facts.details(), facts.ownership());
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

    private Ask ask(
            Opening opening, Change change, Policy policy, Judgement judgement, Optional<RegisteredIdentity> identity) {
        Instant now = ports.clock().instant();
        Optional<Ruling> ruling = judgement.ruling();
        Optional<Ruling> put = ruling.filter(found -> isPutBeforePeople(judgement));
        WorkloadIdentity workload = opening.identity();
        String justification = opening.wishes().justification();
        String service = opening.wishes().service();
        return new Ask(
                RequestId.random(ports.random()),
                new Requester(
                        workload.key(),
                        workload.subject(),
                        workload.run(),
                        identity.map(RegisteredIdentity::id).orElse(null),
                        identity.map(RegisteredIdentity::owner).orElse(null),
                        opening.triggeredBy(),
                        workload.claims()),
                change,
                service == null
                        ? identity.map(RegisteredIdentity::id)
                                .orElse(workload.key().projectId())
                        : service,
                justification == null ? null : Personal.of(justification),
                new Ask.Terms(
                        policy.digest(),
                        ruling.map(found -> found.rule().id()).orElse(null),
                        now,
                        put.map(found -> now.plus(found.deadline())).orElse(now)),
                opening.host(),
                put.map(found -> channels(found, opening)).orElse(List.of()));
    }

    /** What the policy lets through by itself is shown too: people want to see it. */
    private static boolean isPutBeforePeople(Judgement judgement) {
        return judgement.evaluation().verdict() != Verdict.REFUSED;
    }

    private List<ChannelAddress> channels(Ruling ruling, Opening opening) {
        var channels = new ArrayList<>(ruling.channels());
        for (ReviewChannel channel : ports.channels()) {
            channels.addAll(channel.addressesFor(opening.host()));
        }
        ruling.escalations().forEach(step -> channels.addAll(step.channels()));
        return channels.stream().distinct().toList();
    }

    private static List<DomainEvent> events(Ask ask, Judgement judgement) {
        var opened = new ApprovalEvent.Opened(ask);
        return Settlement.of(judgement, opened.at())
                .map(settled -> List.<DomainEvent>of(opened, settled))
                .orElse(List.of(opened));
    }

    private static List<Work> work(Ask ask, Judgement judgement) {
        return switch (judgement.evaluation().verdict()) {
            case PENDING ->
                Effects.opened(
                        ask,
                        judgement.ruling().orElseThrow(),
                        judgement.evaluation().reconsiderAt());
            case APPROVED -> Effects.letThrough(ask, judgement.ruling().orElseThrow());
            case REJECTED, REFUSED -> Effects.settled(ask, ask.terms().openedAt());
        };
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
