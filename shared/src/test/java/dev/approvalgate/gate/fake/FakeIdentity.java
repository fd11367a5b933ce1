package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes verified pipelines and their assertions. Immutable: each change gives another one. */
public final class FakeIdentity {

    /** The pipeline of tests. */
    public static final WorkloadKey KEY =
            new WorkloadKey("https://token.actions.githubusercontent.com", "4242", ".github/workflows/deploy.yml");
    /** The environment of tests. */
    public static final Environment PRODUCTION = Environment.of("production");
    /** The commit of tests. */
    public static final String COMMIT = "5f0c6a1d2b3e4f5a6b7c8d9e0f1a2b3c4d5e6f70";

    private static final AtomicLong NEXT = new AtomicLong();

    private final WorkloadKey key;
    private final Run run;
    private final @Nullable String environment;
    private final @Nullable String commit;
    private final @Nullable String definitionCommit;
    private final @Nullable String job;
    private final Map<String, String> told;

    private FakeIdentity(
            WorkloadKey key,
            Run run,
            @Nullable String environment,
            @Nullable String commit,
            @Nullable String definitionCommit,
            @Nullable String job,
            Map<String, String> told) {
        this.key = key;
        this.run = run;
        this.environment = environment;
        this.commit = commit;
        this.definitionCommit = definitionCommit;
        this.job = job;
        this.told = told;
    }

    /** {@return the pipeline of tests: run 1001, first attempt, job 7001, in production} */
    public static FakeIdentity deploy() {
        return new FakeIdentity(KEY, new Run("1001", 1), "production", COMMIT, COMMIT, "7001", Map.of());
    }

    /** {@return the same as another pipeline} */
    public FakeIdentity key(WorkloadKey other) {
        return new FakeIdentity(other, run, environment, commit, definitionCommit, job, told);
    }

    /** {@return the same in another run or attempt} */
    public FakeIdentity run(String id, int attempt) {
        return new FakeIdentity(key, new Run(id, attempt), environment, commit, definitionCommit, job, told);
    }

    /** {@return the same in another environment, or in none} */
    public FakeIdentity environment(@Nullable String other) {
        return new FakeIdentity(key, run, other, commit, definitionCommit, job, told);
    }

    /** {@return the same at another commit} */
    public FakeIdentity commit(@Nullable String other, @Nullable String definition) {
        return new FakeIdentity(key, run, environment, other, definition, job, told);
    }

    /** {@return the same as another job} */
    public FakeIdentity job(@Nullable String other) {
        return new FakeIdentity(key, run, environment, commit, definitionCommit, other, told);
    }

    /** {@return the same with more claims} */
    public FakeIdentity telling(Map<String, String> more) {
        return new FakeIdentity(key, run, environment, commit, definitionCommit, job, more);
    }

    /** {@return the verified pipeline} */
    public WorkloadIdentity workload() {
        var claims = new HashMap<>(told);
        claims.put("repository", "acme/payments");
        if (commit != null) {
            claims.put("sha", commit);
        }
        return WorkloadIdentity.attested(key, "repo:acme/payments:environment:production", run, claims);
    }

    /** {@return a fresh assertion: its id was never used before} */
    public Assertion assertion(Instant now) {
        return new Assertion(
                workload(),
                "jti-" + NEXT.incrementAndGet(),
                now.plus(Duration.ofMinutes(5)),
                environment,
                commit,
                job,
                definitionCommit);
    }
}
