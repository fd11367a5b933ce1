package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;

/** Ends requests at their deadline. */
final class DeadlineHandler implements WorkHandler {

    private final EndRequest endings;

    DeadlineHandler(EndRequest endings) {
        this.endings = endings;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.DEADLINE;
    }

    @Override
    public void handle(WorkItem item) {
        endings.expire(new RequestId(item.requiredRequest()));
    }
}
