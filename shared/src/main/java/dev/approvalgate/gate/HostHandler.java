package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.DecisionSink;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.util.List;
import java.util.Optional;

/** Tells CI hosts that a request waits, and how it ended. One instance for each kind of work. */
final class HostHandler implements WorkHandler {

    private final WorkKind kind;
    private final Ports ports;
    private final Journal journal;
    private final ReviewViews views;
    private final EndRequest endings;

    HostHandler(WorkKind kind, Ports ports, Journal journal, ReviewViews views, EndRequest endings) {
        this.kind = kind;
        this.ports = ports;
        this.journal = journal;
        this.views = views;
        this.endings = endings;
    }

    @Override
    public WorkKind kind() {
        return kind;
    }

    @Override
    public void handle(WorkItem item) {
        var id = new RequestId(item.requiredRequest());
        ApprovalRequest request = journal.request(id);
        Optional<DecisionSink> sink = ports.sinks().stream()
                .filter(candidate ->
                        candidate.kind().equals(request.ask().host().kind()))
                .findFirst();
        if (sink.isEmpty()) {
            // A host of kind "api" asks for the outcome itself.
            return;
        }
        if (kind == WorkKind.HOST_STATUS) {
            if (request.isPending()) {
                sink.get().waiting(views.view(request));
            }
            return;
        }
        if (request.isPending()) {
            throw new IllegalStateException("a pending request has no answer");
        }
        String told = sink.get().deliver(views.view(request));
        journal.decide(
                id,
                history -> isRecorded(history)
                        ? Step.nothing(told)
                        : Step.store(
                                Commit.of(
                                        id.value(),
                                        history.version(),
                                        List.of(new ApprovalEvent.DecisionDelivered(
                                                told, ports.clock().instant())),
                                        List.<Work>of()),
                                told));
    }

    /**
     * Whether a process recorded the answer and died before it removed the work: whatever the host says of it by now, it was told then.
     * What the host asked again since is told and recorded again.
     */
    private static boolean isRecorded(History history) {
        boolean recorded = false;
        for (DomainEvent event : history.events()) {
            if (event instanceof ApprovalEvent.DecisionDelivered) {
                recorded = true;
            } else if (event instanceof ApprovalEvent.Joined) {
                recorded = false;
            }
        }
        return recorded;
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        endings.effectGivenUp(new RequestId(item.requiredRequest()), kind.code(), last);
    }
}
