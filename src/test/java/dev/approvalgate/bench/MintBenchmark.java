package dev.approvalgate.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deploy tokens through the real gate: the approved request is read from the ledger, the policy is put again, the token is signed and
 * recorded in SQLite, and only then it leaves. Many callers at once, so that one sync of the disk serves several. Compare with
 * {@link SigningBenchmark}. The directory and the change are stand-ins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MintBenchmark {

    private static final int TOKENS = 4_000;
    private static final int CALLERS = 64;

    /** What tokens are signed with. */
    @Param({"ES256", "RS256"})
    public String algorithm;

    private Mint mint;

    /** Makes a store and a gate. */
    @Setup
    public void open() throws IOException {
        mint = Mint.open(algorithm, CALLERS);
    }

    /** Lets as many jobs be approved as will ask. */
    @Setup(Level.Invocation)
    public void approve() throws Exception {
        mint.approve(TOKENS);
    }

    /** {@return tokens, signed by the faster provider} */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public Object corretto() throws Exception {
        return mint.redeemAll();
    }

    /** {@return tokens, signed by the Java platform} */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    @Fork(value = 1, jvmArgsAppend = "-Dapprovalgate.signatures=platform")
    public Object platform() throws Exception {
        return mint.redeemAll();
    }

    /** Removes the store. */
    @TearDown
    public void close() throws IOException {
        mint.close();
    }
}
