package dev.approvalgate.bench;

import dev.approvalgate.domain.policy.LargePolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One answer under the policy of a large company: 1,000 rules, and 5,000 people in 500 groups. The small policy is there to compare with: an answer should cost what is asked, not what the policy holds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PolicyBenchmark {

    /** Rules, people and groups, with a dash between. */
    @Param({"100-500-50", "1000-5000-500"})
    public String size;

    /** How much work the request is. */
    @Param({"USUAL", "HEAVY"})
    public LargePolicy.Weight weight;

    private LargePolicy.Question question;

    /** Makes the policy and the request. */
    @Setup
    public void prepare() {
        String[] parts = size.split("-", -1);
        question = LargePolicy.question(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), weight);
    }

    /** {@return the answer: the verdict with its whole explanation} */
    @Benchmark
    public Object evaluate() {
        return question.answer();
    }
}
