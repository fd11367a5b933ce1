package dev.approvalgate.server.sandbox.play;

import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.page.Story;
import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import dev.approvalgate.server.sandbox.play.Http.Reply;
import dev.approvalgate.server.sandbox.world.Installation;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets jobs go on as soon as GitHub starts them: each exchanges its token, has it verified, and ends its run. */
final class JobWatch {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Story story;
    private final Runner runner;
    private final Verifier verifier;
    private final Map<Long, Future<?>> followed = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread made = new Thread(work, "job");
        made.setDaemon(true);
        return made;
    });

    JobWatch(Sandbox sandbox) {
        this.story = sandbox.story();
        this.runner = new Runner(sandbox.gateUrl());
        this.verifier = new Verifier(sandbox.gateUrl());
    }

    void follow(Job job) {
        followed.put(job.id(), threads.submit(() -> {
            run(job);
            return true;
        }));
    }

    /** Waits until a job has ended, one way or another. */
    void finished(Job job, Duration most) throws InterruptedException {
        Future<?> end = followed.get(job.id());
        if (end != null) {
            try {
                end.get(most.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                story.tell(State.FAILED, "The job did not end", String.valueOf(e.getMessage()));
            }
        }
    }

    private void run(Job job) throws InterruptedException {
        while (job.state() == JobState.WAITING) {
            Thread.sleep(PAUSE.toMillis());
        }
        if (job.state() != JobState.IN_PROGRESS) {
            return;
        }
        try {
            redeem(job);
        } catch (RuntimeException e) {
            story.tell(State.FAILED, "The job could not get its token", String.valueOf(e.getMessage()));
            job.fail();
            job.run().complete("failure");
        }
    }

    private void redeem(Job job) throws InterruptedException {
        story.tell(
                State.INFO,
                "The job runs",
                "It asks the gate for its deploy token, and proves itself with GitHub's identity token.");
        Reply reply = runner.exchangeWhenDecided(job);
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.text("error") + ": " + reply.text("error_description"));
        }
        story.tell(
                State.DONE,
                "The gate mints the deploy token",
                "Good for " + reply.json().path("expires_in").asLong() + " seconds; scope " + reply.text("scope")
                        + ". The ledger holds its SHA-256 only.");
        verify(reply.text("access_token"));
        job.succeed();
        job.run().complete("success");
    }

    private void verify(String token) {
        Claims claims = verifier.verify(token, Installation.DEPLOY_AUDIENCE);
        story.tell(
                State.DONE,
                "The target verifies the token",
                "With the published keys: " + claims.getSubject() + " may " + claims.get("action") + " in "
                        + claims.get("environment") + ".");
        try {
            verifier.verify(token, "https://elsewhere.example");
            story.tell(State.FAILED, "Another target accepts the token too", "It must not.");
        } catch (JwtException e) {
            story.tell(
                    State.DONE,
                    "Another target refuses it",
                    "The token is for " + Installation.DEPLOY_AUDIENCE + " only.");
        }
    }
}
