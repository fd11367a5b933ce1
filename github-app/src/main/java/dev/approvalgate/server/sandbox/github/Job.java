package dev.approvalgate.server.sandbox.github;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job of one attempt of a run. A job with an environment waits for the environment's protection rule. Safe for use by several threads. */
public final class Job {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_STATUS_REPORTS = 10;

    private final World world;
    private final Run run;
    private final long id;
    private final int attempt;
    private final String name;
    private final @Nullable String environment;
    private final long deploymentId;
    private final Instant createdAt;
    private final String runnerToken;
    private final List<String> comments = new ArrayList<>();
    private JobState state;
    private Instant changedAt;

    Job(World world, Run run, int attempt, String name, @Nullable String environment) {
        this.world = world;
        this.run = run;
        this.id = world.nextId();
        this.attempt = attempt;
        this.name = name;
        this.environment = environment;
        this.deploymentId = environment == null ? 0 : world.nextId();
        this.createdAt = world.now();
        this.changedAt = createdAt;
        this.state = environment == null ? JobState.IN_PROGRESS : JobState.WAITING;
        byte[] token = new byte[32];
        RANDOM.nextBytes(token);
        this.runnerToken = HexFormat.of().formatHex(token);
    }

    /** The job's id, which is its check run's id too. */
    public long id() {
        return id;
    }

    /** The run it belongs to. */
    public Run run() {
        return run;
    }

    /** The attempt of the run it belongs to; 1 for the first. */
    public int attempt() {
        return attempt;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The environment it deploys to. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The id of the deployment GitHub made for it; 0 without an environment. */
    public long deploymentId() {
        return deploymentId;
    }

    /** Where it is. */
    public JobState state() {
        synchronized (world) {
            return state;
        }
    }

    /** The comments that protection rules left on its deployment, oldest first. */
    public List<String> comments() {
        synchronized (world) {
            return List.copyOf(comments);
        }
    }

    /** The value of {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN} on its runner. */
    public String runnerToken() {
        return runnerToken;
    }

    /** The value of {@code ACTIONS_ID_TOKEN_REQUEST_URL} on its runner; {@code &audience=} is appended to it. */
    public String idTokenUrl() {
        return world.base() + "/_runner/idtoken?api-version=2.0";
    }

    /** Ends the job well; it must be in progress. */
    public void succeed() {
        finish(JobState.SUCCEEDED);
    }

    /** Ends the job badly; it must be in progress. */
    public void fail() {
        finish(JobState.FAILED);
    }

    private void finish(JobState end) {
        synchronized (world) {
            if (state != JobState.IN_PROGRESS) {
                throw new IllegalStateException("Job " + name + " is " + state + ", not in progress.");
            }
            become(end);
        }
    }

    /** An administrator starts the waiting job past its protection rules. */
    public void bypass(Account administrator, String comment) {
        synchronized (world) {
            answer(true, "");
            run.approvals.add(new Approval(world.know(administrator), this, "approved", comment));
        }
    }

    void answer(boolean approved, String comment) {
        if (state != JobState.WAITING) {
            throw new IllegalStateException("Job " + name + " is " + state + ", not waiting.");
        }
        if (!comment.isEmpty()) {
            comments.add(comment);
        }
        become(approved ? JobState.IN_PROGRESS : JobState.FAILED);
        if (!approved) {
            run.completeIfIdle("failure");
        }
    }

    boolean comment(String text) {
        if (comments.size() >= MAX_STATUS_REPORTS) {
            return false;
        }
        comments.add(text);
        return true;
    }

    void become(JobState next) {
        state = next;
        changedAt = world.now();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    CheckRun asCheckRun() {
        CheckRun check = new CheckRun(id, run.repo(), run.sha(), name, CheckRun.ACTIONS_APP, createdAt);
        check.finish(state.conclusion(), changedAt);
        check.status = state.status();
        return check;
    }

    /** What a person decided about waiting deployments. */
    record Approval(Account user, Job job, String state, String comment) {}
}
