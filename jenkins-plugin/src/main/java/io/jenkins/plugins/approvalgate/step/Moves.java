package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import hudson.util.Secret;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one step on, whatever it stands at: asks, looks, waits, and ends it. Whoever hears of something calls {@link #soon}; moves of one
 * step never run at the same time, and one more does no harm.
 */
final class Moves {

    static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    /** The gate may have been set up anew, and then nobody would say that a request is settled. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /** By then any token has ended by itself. */
    private static final int MOST_RETURNS = 100;

    private final GateExecution execution;
    private final Retries retries = new Retries();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Turns turns = new Turns();
    private boolean announced;
    private @Nullable BuildFacts facts;

    Moves(GateExecution execution) {
        this.execution = execution;
    }

    /** {@return the moves of a step} */
    static Moves of(GateExecution execution) {
        return execution.moves();
    }

    void soon() {
        if (planned.compareAndSet(false, true)) {
            Pool.soon(this::move);
        }
    }

    private void later(long turn) {
        Pool.later(() -> turns.go(turn, this::move), retries.next());
    }

    private synchronized void move() {
        planned.set(false);
        if (execution.isStopped()) {
            return;
        }
        long turn = turns.begin();
        try {
            advance(GateExecution.gate(), read(), turn);
            retries.succeeded();
        } catch (GateException e) {
            refused(e, turn);
        } catch (IOException e) {
            execution.fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            broken(e);
        }
    }

    /** A fault of this plugin or of another one: nobody would ever try again, and the build would wait for ever without a word. */
    private void broken(Throwable fault) {
        if (Pool.isEnding()) {
            LOG.debug("Jenkins ends; the build goes on after its start", fault);
            return;
        }
        LOG.error("a build's move failed", fault);
        execution.fail("a fault of the plugin (" + fault.getClass().getSimpleName()
                + "); the log of Jenkins says more. Nothing was let through");
        withdraw();
    }

    private BuildFacts read() throws IOException, InterruptedException {
        BuildFacts now = execution.facts();
        facts = now;
        return now;
    }

    private void advance(PipelineRequests gate, BuildFacts build, long turn) throws IOException, InterruptedException {
        String id = execution.request();
        boolean isNew = id == null;
        if (id == null) {
            id = gate.open(build, execution.arguments());
            execution.asked(id);
        }
        Standing seen = gate.find(build, id);
        execution.looked(seen);
        announce(seen, isNew);
        if (execution.isStopped()) {
            // Stopped while it was asking: nobody else knew the request then.
            withdraw();
            return;
        }
        switch (seen.state()) {
            case WAITING -> await(gate, build, id, turn);
            case DENIED -> {
                Lines.turnedDown(seen).forEach(execution::say);
                execution.fail(seen.sentence());
            }
            case ALLOWED -> {
                execution.say(Lines.allowed(seen));
                // All is checked again that a token needs, also where nobody is handed one: an approval may have become
                // too old, or void.
                Granted granted = gate.redeem(build, id, execution.arguments().environment());
                if (execution.hasBlock()) {
                    execution.enter(granted);
                } else {
                    gate.giveBack(id, granted.id(), granted.token());
                    execution.succeed(seen);
                }
            }
        }
    }

    /** Once, and in fewer words after a restart. */
    private void announce(Standing seen, boolean isNew) {
        if (!announced) {
            announced = true;
            (isNew ? Lines.asked(execution.arguments(), seen) : Lines.again(seen)).forEach(execution::say);
        }
    }

    private void await(PipelineRequests gate, BuildFacts build, String id, long turn) {
        Duration left = Duration.ofMillis(execution.giveUpAt() - System.currentTimeMillis());
        if (left.isNegative() || left.isZero()) {
            execution.fail("nobody decided within the time that the step gives (timeoutMinutes)");
            withdraw();
            return;
        }
        Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
        gate.await(build, id, wait).whenComplete((done, failure) -> {
            if (failure == null) {
                turns.go(turn, this::soon);
                return;
            }
            LOG.debug("waiting for request {} failed", id, failure);
            if (failure.getCause() instanceof GateException e && e.reason().kind() == ReasonCode.Kind.UNAVAILABLE) {
                turns.go(turn, () -> execution.hindered(tryingAgain(e)));
                Pool.later(() -> turns.go(turn, () -> waitOn(gate, build, id, turn)), FIRST_PAUSE);
            } else {
                turns.go(turn, () -> later(turn));
            }
        });
    }

    /** Waits again without a look of its own: the gate paces such calls for all builds together. */
    private synchronized void waitOn(PipelineRequests gate, BuildFacts build, String id, long turn) {
        if (!execution.isStopped()) {
            await(gate, build, id, turn);
        }
    }

    private static String tryingAgain(GateException e) {
        return "waiting: " + e.getMessage() + " (" + e.reason().code() + "); trying again";
    }

    /** What may be there another time is tried again until the deadline; nothing is ever let through for lack of an answer. */
    private void refused(GateException e, long turn) {
        boolean late = System.currentTimeMillis() >= execution.giveUpAt();
        boolean again = e.reason().kind() == ReasonCode.Kind.UNAVAILABLE
                || e.reason().kind() == ReasonCode.Kind.PENDING
                || e.reason() == ReasonCode.CONFLICT;
        if (!again || late) {
            execution.fail(e.getMessage() + " (" + e.reason().code() + ")");
            withdraw();
            return;
        }
        execution.hindered(tryingAgain(e));
        later(turn);
    }

    /** Withdraws what was asked, however often that has to be tried. */
    void withdraw() {
        Pool.soon(() -> withdraw(new Retries()));
    }

    private void withdraw(Retries attempts) {
        String id = execution.request();
        if (id == null) {
            return;
        }
        try {
            BuildFacts known = facts;
            GateExecution.gate().cancel(known == null ? execution.facts() : known, id);
        } catch (GateException e) {
            again(e, attempts, () -> withdraw(attempts), "request " + id + " could not be withdrawn");
        } catch (IOException e) {
            LOG.warn("request {} could not be withdrawn; it ends with its deadline", id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a token, however often that has to be tried. */
    static void giveBack(String request, String id, Secret token) {
        Pool.soon(() -> giveBack(request, id, token, new Retries()));
    }

    private static void giveBack(String request, String id, Secret token, Retries attempts) {
        try {
            GateExecution.gate()
                    .giveBack(request, id, dev.approvalgate.domain.approval.Secret.of(token.getPlainText()));
        } catch (GateException e) {
            again(
                    e,
                    attempts,
                    () -> giveBack(request, id, token, attempts),
                    "token " + id + " could not be given back");
        }
    }

    static void again(GateException e, Retries attempts, Runnable task, String what) {
        if (e.reason().kind() != ReasonCode.Kind.UNAVAILABLE || attempts.count() >= MOST_RETURNS) {
            LOG.warn("{}: {}", what, e.getMessage());
            return;
        }
        LOG.debug("{}; trying again: {}", what, e.getMessage());
        Pool.later(task, attempts.next());
    }
}
