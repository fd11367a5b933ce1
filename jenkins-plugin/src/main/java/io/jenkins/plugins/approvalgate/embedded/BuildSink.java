package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.DecisionSink;

/** The way back to builds. There is nothing to send: the step waits in the same process, and looks again after a restart. */
final class BuildSink implements DecisionSink {

    @Override
    public String kind() {
        return HostRef.EMBEDDED;
    }

    @Override
    public void waiting(ReviewView view) {
        // The step's own line in the console says it.
    }

    @Override
    public String deliver(ReviewView view) {
        return view.request().isAllowed() ? "approved" : "rejected";
    }
}
