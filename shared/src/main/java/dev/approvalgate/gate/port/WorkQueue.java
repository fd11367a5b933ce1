package dev.approvalgate.gate.port;

import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The durable table of work. Work is state, not a projection: it is never rebuilt from the ledger. */
public interface WorkQueue {

    /** Adds work that follows from no event. */
    void add(Work work);

    /**
     * Takes due work for a while; work whose lease ran out (its process died) is due again.
     *
     * @param now due at or before
     * @param lease how long nobody else may take it
     * @param limit at most so many
     * @return the earliest due first, with {@code attempts} counting this one
     */
    List<WorkItem> lease(Instant now, Duration lease, int limit);

    /** Makes all leased work due again at once. For the start of a process that alone owns the store: whoever held a lease has died. */
    void reclaim();

    /**
     * Removes work that is done. Keyed work that was added again while it was being done stays, as new work: whoever did it may have
     * looked at the world before. Does nothing where the lease ran out and somebody else has taken the work.
     */
    void done(WorkItem item);

    /** Puts work back until later, with the error to show. Does nothing where the lease ran out and somebody else has taken the work. */
    void retry(WorkItem item, Instant dueAt, String error);

    /** {@return when the next work is due; empty if there is none} */
    Optional<Instant> nextDue();

    /** {@return unfinished work for a request, with its last error} */
    List<WorkItem> of(String request);

    /** {@return how much work is unfinished} */
    int size();
}
