package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Journal.Step;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts requests to the policy again when time alone may have changed the answer: a window opens, a lead time is over. */
final class ReconsiderHandler implements WorkHandler {

    private final Ports ports;
    private final Journal journal;
    private final Judge judge;
    private final Comparisons comparisons;

    ReconsiderHandler(Ports ports, Journal journal) {
        this.ports = ports;
        this.journal = journal;
        this.judge = new Judge(ports);
        this.comparisons = new Comparisons(ports);
    }

    @Override
    public WorkKind kind() {
        return WorkKind.RECONSIDER;
    }

    @Override
    public void handle(WorkItem item) {
        var id = new RequestId(item.requiredRequest());
        journal.decide(id, history -> again(id, history));
    }

    private Step<Boolean> again(RequestId id, History history) {
        var request = ApprovalRequest.of(history.events());
        Ask ask = request.ask();
        Instant now = ports.clock().instant();
        if (!request.isPending() || !now.isBefore(ask.terms().deadline())) {
            return Step.nothing(false);
        }
        Judgement judgement = judge.of(ask, request.votes(), List.of(), Freshness.NOW);
        Optional<ApprovalEvent.Settled> settled = Settlement.of(judgement, now);
        if (settled.filter(end -> end.decision().allows()).isPresent()
                && comparisons.bar(ask).isPresent()) {
            // Time approves no less than people do; it waits for its end.
            return Step.nothing(false);
        }
        if (settled.isPresent()) {
            return Step.store(
                    Commit.of(
                            id.value(),
                            history.version(),
                            List.of(settled.get()),
                            Effects.settled(ask, settled.get().decision(), judgement.validity())),
                    true);
        }
        List<Work> work = Effects.voted(ask, now, judgement.evaluation().reconsiderAt());
        return Step.store(Commit.of(id.value(), history.version(), List.of(), work), false);
    }
}
