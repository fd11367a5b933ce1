package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyLoaded;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import java.time.Clock;
import java.util.List;

/** Records which policy came into force when. */
public final class PolicyLog {

    /** The stream that all policies are recorded in. */
    public static final String STREAM = "policy";

    private final EventStore store;
    private final Clock clock;

    /**
     * Records into a store.
     *
     * @param store the ledger
     * @param clock the time
     */
    public PolicyLog(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Records that a policy is in force, unless it is the one that was recorded last.
     *
     * @return whether it was recorded
     */
    public boolean record(Policy policy) {
        while (true) {
            History history = store.read(STREAM);
            if (!history.isEmpty() && isLast(policy, history.events())) {
                return false;
            }
            var loaded =
                    new PolicyLoaded(policy.digest(), Personal.of(policy.text()), policy.origin(), clock.instant());
            try {
                store.commit(Commit.of(STREAM, history.version(), List.of(loaded), List.<Work>of()));
                return true;
            } catch (VersionConflict raced) {
                // Another replica recorded one; look again whether it was this one.
            }
        }
    }

    private static boolean isLast(Policy policy, List<DomainEvent> events) {
        return events.get(events.size() - 1) instanceof PolicyLoaded last
                && last.digest().equals(policy.digest());
    }
}
