package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.util.List;

/** Ends the older requests whose place a newer one takes. */
final class SupersedeHandler implements WorkHandler {

    private final Ports ports;
    private final Journal journal;
    private final EndRequest endings;

    SupersedeHandler(Ports ports, Journal journal, EndRequest endings) {
        this.ports = ports;
        this.journal = journal;
        this.endings = endings;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SUPERSEDE;
    }

    @Override
    public void handle(WorkItem item) {
        var newer = new RequestId(item.requiredRequest());
        ChangeBinding binding = journal.request(newer).ask().change().binding();
        List<RequestId> waiting = ports.index().pendingOf(binding.workload(), binding.action(), binding.environment());
        // Newest first: what stands before it came later, and will end this one in its turn.
        int at = waiting.indexOf(newer);
        if (at >= 0) {
            waiting.subList(at + 1, waiting.size()).forEach(endings::supersede);
        }
    }
}
