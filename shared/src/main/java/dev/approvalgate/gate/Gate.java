package dev.approvalgate.gate;

import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.token.TokenDeaths;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkKind;
import java.util.ArrayList;
import java.util.List;

/** The assembled core: what a host calls, and the handlers that its work loop runs. */
public final class Gate {

    private final Ports ports;
    private final Journal journal;
    private final Requests requests;
    private final Reviews reviews;
    private final List<WorkHandler> handlers;
    private final Waiters waiters;
    private final PolicyQuestions questions;

    /**
     * Assembles the core over its ports. Starts nothing.
     *
     * @param ports the outside world
     */
    public Gate(Ports ports) {
        this.ports = ports;
        this.journal = new Journal(ports.events());
        var views = new ReviewViews(ports);
        var endings = new EndRequest(ports, journal, views);
        this.waiters = new Waiters(journal, ports.index());
        this.requests = new LocalRequests(
                new OpenRequest(ports, journal), endings, new RedeemGrant(ports, journal), journal, waiters, deaths());
        var revokeApproval = new RevokeApproval(ports, journal);
        this.reviews = new LocalReviews(
                new CastVote(ports, journal), new Emergencies(ports, journal), revokeApproval, journal, views);
        this.questions = new PolicyQuestions(ports, journal);
        var all = new ArrayList<WorkHandler>();
        for (WorkKind kind : List.of(
                WorkKind.PUBLISH,
                WorkKind.ESCALATE,
                WorkKind.REFRESH,
                WorkKind.DETAILS,
                WorkKind.REMIND,
                WorkKind.REPLY)) {
            all.add(new ChannelHandler(kind, ports, journal, views, endings));
        }
        for (WorkKind kind : List.of(WorkKind.HOST_STATUS, WorkKind.HOST_ANSWER)) {
            all.add(new HostHandler(kind, ports, journal, views, endings));
        }
        all.add(new HostTokenHandler(ports, journal, endings));
        all.add(new DeadlineHandler(endings));
        all.add(new ReconsiderHandler(ports, journal));
        all.add(new SupersedeHandler(ports, journal, endings));
        this.handlers = List.copyOf(all);
        ports.events().onCommit((stream, at) -> waiters.committed(stream));
    }

    /** {@return what pipelines and their hosts do} */
    public Requests requests() {
        return requests;
    }

    /** {@return what people do} */
    public Reviews reviews() {
        return reviews;
    }

    /** {@return what people ask of policies without deciding anything} */
    public PolicyQuestions questions() {
        return questions;
    }

    /** {@return the handlers of the core's own work; a host adds those of its deliveries} */
    public List<WorkHandler> handlers() {
        return handlers;
    }

    /** {@return the handler that puts the tokens that live to the policy in force, again and again once {@link #sweepNow} began it} */
    public WorkHandler tokenSweep(TokenIndex tokens, SweepObserver observer) {
        return new TokenSweep(ports, journal, tokens, observer);
    }

    /** Has the tokens that live put to the policy in force soon: at the start, and when another one has come into force. */
    public void sweepNow() {
        ports.work().add(TokenSweep.due(ports.clock().instant()));
    }

    /** {@return ends single tokens} */
    public TokenDeaths deaths() {
        return (request, token, cause) ->
                journal.endToken(request, token, cause, List.of(), ports.clock().instant());
    }

    /** {@return what operators do} */
    public Operators operators(TokenIndex tokens) {
        return new LocalOperators(ports, journal, tokens);
    }

    /** {@return how many callers wait for a decision in this process} */
    public int waiting() {
        return waiters.size();
    }
}
