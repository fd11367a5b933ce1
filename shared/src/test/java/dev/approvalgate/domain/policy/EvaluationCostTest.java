package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * An answer takes as much work as what is asked is large, not as much as the policy is. Work is measured in memory that is taken, which
 * does not depend on how busy the machine is.
 */
class EvaluationCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RUNS = 50;

    private static long bytes(LargePolicy.Question question) {
        question.answer();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            question.answer();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    @Test
    void peopleWhomNobodyAsksCostNothing() {
        long few = bytes(LargePolicy.question(1_000, 500, 50, LargePolicy.Weight.HEAVY));
        long many = bytes(LargePolicy.question(1_000, 5_000, 500, LargePolicy.Weight.HEAVY));
        assertThat(many).isLessThan(2 * few);
    }

    @Test
    void rulesOfOthersCostNothing() {
        long few = bytes(LargePolicy.question(100, 5_000, 500, LargePolicy.Weight.HEAVY));
        long many = bytes(LargePolicy.question(1_000, 5_000, 500, LargePolicy.Weight.HEAVY));
        assertThat(many).isLessThan(2 * few);
    }
}
