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
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Records which policy came into force when. */
public final class PolicyLog {

    /** The stream that all policies are recorded in. */
    public static final String STREAM = "policy";

    private final EventStore store;
    private final BinaryOperator<String> difference;
    private final Clock clock;

    /**
     * Records into a store.
     *
     * @param store the ledger
     * @param difference makes a unified diff of two texts
     * @param clock the time
     */
    public PolicyLog(EventStore store, BinaryOperator<String> difference, Clock clock) {
        this.store = store;
        this.difference = difference;
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
            if (last(history.events())
                    .filter(before -> before.digest().equals(policy.digest()))
                    .isPresent()) {
                return false;
            }
            Optional<PolicyLoaded> last = last(history.events());
            var loaded = new PolicyLoaded(
                    policy.digest(),
                    Personal.of(policy.text()),
                    policy.origin(),
                    last.map(PolicyLoaded::digest).orElse(null),
                    last.map(before -> before.text().value())
                            .map(before -> Personal.of(difference.apply(before, policy.text())))
                            .orElse(null),
                    clock.instant());
            try {
                store.commit(Commit.of(STREAM, history.version(), List.of(loaded), List.<Work>of()));
                return true;
            } catch (VersionConflict raced) {
                // Another replica recorded one; look again whether it was this one.
            }
        }
    }

    private static Optional<PolicyLoaded> last(List<DomainEvent> events) {
        return events.isEmpty() ? Optional.empty() : Optional.of((PolicyLoaded) events.get(events.size() - 1));
    }
}
