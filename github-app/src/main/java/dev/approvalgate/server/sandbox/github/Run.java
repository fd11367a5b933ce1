package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A workflow run. Safe for use by several threads. */
public final class Run {

    private final World world;
    private final Repo repo;
    private final RunSpec spec;
    private final long id;
    private final int number;
    private final Instant createdAt;
    private Account triggeringActor;
    private int attempt = 1;
    private Instant startedAt;
    private Instant updatedAt;
    private @Nullable String conclusion;
    private final List<Job> allJobs = new ArrayList<>();
    final List<Job.Approval> approvals = new ArrayList<>();

    Run(World world, Repo repo, RunSpec spec, int number) {
        this.world = world;
        this.repo = repo;
        this.spec = spec;
        this.id = world.nextId();
        this.number = number;
        this.triggeringActor = spec.actor();
        this.createdAt = world.now();
        this.startedAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** The run's id, the same for all attempts. */
    public long id() {
        return id;
    }

    /** Where it runs. */
    public Repo repo() {
        return repo;
    }

    /** The commit it runs. */
    public String sha() {
        return spec.sha();
    }

    /** The present attempt; 1 for the first. */
    public int attempt() {
        synchronized (world) {
            return attempt;
        }
    }

    /** How the present attempt ended. */
    public Optional<String> conclusion() {
        synchronized (world) {
            return Optional.ofNullable(conclusion);
        }
    }

    /** The jobs of the present attempt. */
    public List<Job> jobs() {
        synchronized (world) {
            return allJobs.stream().filter(job -> job.attempt() == attempt).toList();
        }
    }

    /** Starts a job without an environment; it is in progress at once. */
    public Job job(String name) {
        return start(name, null);
    }

    /** Starts a job that deploys: it waits, GitHub makes a deployment and asks the App by webhook. */
    public Job job(String name, String environment) {
        return start(name, environment);
    }

    private Job start(String name, @Nullable String environment) {
        synchronized (world) {
            if (conclusion != null) {
                throw new IllegalStateException("Run " + id + " has ended: " + conclusion + ".");
            }
            Job job = new Job(world, this, attempt, name, environment);
            allJobs.add(job);
            if (environment != null) {
                world.events().deploymentRequested(job);
            }
            return job;
        }
    }

    /** Ends the run, and all jobs that have not ended yet, as cancelled. */
    public void cancel() {
        complete("cancelled");
    }

    /** Ends the run with a conclusion such as {@code success}; jobs that have not ended yet are cancelled. */
    public void complete(String how) {
        synchronized (world) {
            if (conclusion != null) {
                return;
            }
            jobs().stream().filter(job -> !job.state().ended()).forEach(job -> job.become(JobState.CANCELLED));
            conclusion = how;
            updatedAt = world.now();
            world.events().runChanged(this, "completed");
        }
    }

    /** Re-runs all jobs as a new attempt. The run must have ended. */
    public void rerun(Account by) {
        synchronized (world) {
            if (conclusion == null) {
                throw new IllegalStateException("Run " + id + " is still running; end it before a re-run.");
            }
            List<Job> again = jobs();
            attempt++;
            conclusion = null;
            triggeringActor = world.know(by);
            startedAt = world.now();
            updatedAt = startedAt;
            world.events().runChanged(this, "requested");
            again.forEach(job -> start(job.name(), job.environment().orElse(null)));
        }
    }

    void completeIfIdle(String how) {
        if (jobs().stream().allMatch(job -> job.state().ended())) {
            complete(how);
        }
    }

    /** The jobs of the present attempt that wait. */
    List<Job> waiting() {
        return jobs().stream().filter(job -> job.state() == JobState.WAITING).toList();
    }

    String status() {
        return conclusion != null ? "completed" : waiting().isEmpty() ? "in_progress" : "waiting";
    }

    RunSpec spec() {
        return spec;
    }

    List<Job> allJobs() {
        return List.copyOf(allJobs);
    }

    int number() {
        return number;
    }

    Account triggeringActor() {
        return triggeringActor;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
