package io.jenkins.plugins.approvalgate.step;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the moves of one step. What an earlier move waits for is of no interest once a later one has looked: without this, each look
 * from outside would leave one more chain of waiting and looking behind.
 */
final class Turns {

    private final AtomicLong last = new AtomicLong();

    /** {@return the number of a move that begins; all before it are over} */
    long begin() {
        return last.incrementAndGet();
    }

    /** Does a task that a move has left for later, unless another move has begun since. */
    void go(long turn, Runnable task) {
        if (last.get() == turn) {
            task.run();
        }
    }
}
