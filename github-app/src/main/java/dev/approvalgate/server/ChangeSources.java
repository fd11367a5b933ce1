package dev.approvalgate.server;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.ChangeSource;
import java.util.Map;
import java.util.Optional;

/** Reads a change from the host that the run waits on. Of hosts that are not connected only the verified token is known. */
final class ChangeSources implements ChangeSource {

    private final Map<String, ChangeSource> sources;
    private final ChangeSource unread = new UnreadChange();

    ChangeSources(Map<String, ChangeSource> sources) {
        this.sources = Map.copyOf(sources);
    }

    @Override
    public Facts read(WorkloadIdentity identity, HostRef host, Optional<ChangeDetails.Baseline> running) {
        return sources.getOrDefault(host.kind(), unread).read(identity, host, running);
    }
}
