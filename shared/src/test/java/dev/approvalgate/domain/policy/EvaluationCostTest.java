package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.approvalgate.domain.approval.Vote;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An answer takes as much work as what is asked is large, not as much as the policy is. Work is measured in memory that is taken, which
 * does not depend on how busy the machine is.
 */
class EvaluationCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RUNS = 50;

    private static long bytes(Scene scene) {
        Policy policy = scene.policy();
        Proposal proposal = scene.proposal();
        DirectorySnapshot directory = scene.directory();
        List<Vote> votes = List.copyOf(scene.votes);
        PolicyEvaluator.evaluate(policy, proposal, votes, directory, scene.now);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            PolicyEvaluator.evaluate(policy, proposal, votes, directory, scene.now);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    @Test
    void peopleWhomNobodyAsksCostNothing() {
        long few = bytes(LargePolicy.of(1_000, 500, 50));
        long many = bytes(LargePolicy.of(1_000, 5_000, 500));
        assertThat(many).isLessThan(2 * few);
    }

    @Test
    void rulesOfOthersCostNothing() {
        long few = bytes(LargePolicy.of(100, 5_000, 500));
        long many = bytes(LargePolicy.of(1_000, 5_000, 500));
        assertThat(many).isLessThan(2 * few);
    }
}
