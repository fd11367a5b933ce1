package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
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

    private final GateExecution execution;
    private final Retries retries = new Retries();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Turns turns = new Turns();
    private boolean announced;
    /** As they were read last: a step that was stopped meanwhile has no context any more to read them from. */
    private @Nullable BuildFacts facts;

    Moves(GateExecution execution) {
        this.execution = execution;
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
        withdraw();
        execution.fail("a fault of the plugin (" + fault.getClass().getSimpleName()
                + "); the log of Jenkins says more. Nothing was let through");
    }

    private BuildFacts read() throws IOException, InterruptedException {
        BuildFacts now = execution.facts();
        facts = now;
        return now;
    }

    private void advance(PipelineRequests gate, BuildFacts build, long turn) throws IOException, InterruptedException {
        String id = execution.request();
        boolean isNew = id == null;
        Ends.asks(build.name());
        if (id == null) {
            id = gate.open(build, execution.arguments());
            execution.asked(id);
            // Told to have ended meanwhile, the build would leave behind what it has just asked for.
            Ends.asks(build.name());
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
                    withdraw();
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
            withdraw();
            execution.fail("nobody decided within the time that the step gives (timeoutMinutes)");
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

    private String why(GateException e) {
        String told = e.getMessage() + " (" + e.reason().code() + ")";
        return e.reason() != ReasonCode.REQUEST_NOT_FOUND || execution.request() == null
                ? told
                : told
                        + ". Since this build asked, another gate was set up, or its store is another one; run the build again";
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
            withdraw();
            execution.fail(why(e));
            return;
        }
        execution.hindered(tryingAgain(e));
        later(turn);
    }

    /** Withdraws what was asked, and ends what was given for it. */
    void withdraw() {
        String id = execution.request();
        BuildFacts known = facts;
        if (id == null) {
            return;
        }
        if (known != null) {
            Ends.ofBlock(known.name(), known.block(), id);
            return;
        }
        try {
            Ends.ofBlock(execution.getContext(), execution.block(), id);
        } catch (IOException e) {
            LOG.warn("the step of request {} cannot be named; what it has ends with its build", id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
