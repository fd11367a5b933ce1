package dev.approvalgate.gate.work;

import dev.approvalgate.domain.approval.GateException;

/**
 * Does one kind of work. Called on a worker thread, possibly more than once for the same work (the process may die between the effect
 * and its record), so it reads the state again and looks before it repeats.
 */
public interface WorkHandler {

    /** {@return the kind it does} */
    WorkKind kind();

    /**
     * Does the work. Returning means that it is done.
     *
     * @throws RetryLater where it should be tried again, at the earliest after the given time
     * @throws GateException of kind {@code UNAVAILABLE} where it should be tried again, of any other kind where that is pointless
     */
    void handle(WorkItem item);

    /** Called once when the work is given up: its time is over, or trying again is pointless. */
    default void giveUp(WorkItem item, GateException last) {}
}
