package dev.approvalgate.gate.work;

import dev.approvalgate.gate.port.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Does due work on the caller's thread, by the same code that the loop's workers run. */
public final class Drain {

    private final WorkQueue queue;
    private final Worker worker;
    private final Clock clock;

    /** Over a table and handlers. */
    public Drain(WorkQueue queue, Collection<? extends WorkHandler> handlers, Clock clock) {
        this(queue, handlers, clock, WorkObserver.NONE);
    }

    /** Over a table and handlers, watched. */
    public Drain(WorkQueue queue, Collection<? extends WorkHandler> handlers, Clock clock, WorkObserver observer) {
        this.queue = queue;
        this.clock = clock;
        this.worker = new Worker(queue, handlers, clock, new Backoff(new Random(1)), observer);
    }

    /** Does what is due, and what that makes due. {@return how many pieces} */
    public int all() {
        int done = 0;
        while (true) {
            List<WorkItem> due = queue.lease(clock.instant(), Duration.ofMinutes(2), 1);
            if (due.isEmpty()) {
                return done;
            }
            worker.work(due.get(0));
            if (++done > 10_000) {
                throw new IllegalStateException("work makes work without end");
            }
        }
    }
}
