package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.domain.approval.GateException;
import hudson.init.InitMilestone;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.ends.AskedBuilds;
import io.jenkins.plugins.approvalgate.ends.EndedBlock;
import io.jenkins.plugins.approvalgate.ends.Telling;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What ends, told to the gate: written down first, then told on the gate's own pool, and again until the gate knows. Also looked for every
 * minute, since whatever a build had when its controller was killed, or the plugin was away, ended without a word.
 */
public final class Ends {

    private static final Ends OF_ALL = new Ends(new AskedBuilds(
            Jenkins.get().getRootDir().toPath().resolve("approval-gate").resolve("builds")));

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final AskedBuilds asked;
    private final Telling telling;
    private final Retries retries = new Retries();
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    /** Ended by Jenkins' own word, whatever the list of running builds says yet. */
    private final Set<BuildName> over = ConcurrentHashMap.newKeySet();

    private Ends(AskedBuilds asked) {
        this.asked = asked;
        this.telling = new Telling(asked, Clock.systemUTC());
    }

    /**
     * Notes that a build is about to ask.
     *
     * @throws GateException with {@code store_failed}; nothing must be asked then
     */
    static void asks(BuildName build) {
        OF_ALL.asked.asks(GateService.get().name(), build);
    }

    /** Tells the end of a build; only of builds of Pipeline, which are the ones that can ask. */
    public static void ofBuild(Run<?, ?> run) {
        if (BuildReader.canAsk(run)) {
            BuildName build = BuildReader.name(run);
            warning(() -> {
                if (OF_ALL.asked.hasAsked(build)) {
                    OF_ALL.over.add(build);
                    soon();
                }
            });
        }
    }

    /** Tells the end of a block: it is written when this returns. */
    static void ofBlock(BuildName build, String block, String request) {
        warning(() -> OF_ALL.asked.ended(GateService.get().name(), build, new EndedBlock(block, request)));
        soon();
    }

    /**
     * Tells the end of a block likewise.
     *
     * @param context of anything in its build: that of a block's end names the end, and not the block
     */
    static void ofBlock(StepContext context, String block, String request) {
        try {
            Run<?, ?> run = context.get(Run.class);
            if (run != null) {
                ofBlock(BuildReader.name(run), block, request);
            }
        } catch (IOException e) {
            Moves.LOG.warn("the build of request {} cannot be named; what it has ends with it", request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warning(Runnable task) {
        try {
            task.run();
        } catch (GateException e) {
            Moves.LOG.warn("an end is told later: {}", e.getMessage());
        }
    }

    /** Looks for what has ended. */
    public static void soon() {
        if (OF_ALL.planned.compareAndSet(false, true)) {
            Pool.soon(OF_ALL::round);
        }
    }

    private void round() {
        planned.set(false);
        if (Pool.isEnding()) {
            return;
        }
        // Before that, builds that run may not have been found yet. The pool's threads are few, and the gate may be
        // slow to answer.
        if (Jenkins.get().getInitLevel() != InitMilestone.COMPLETED || !turn.tryLock()) {
            Pool.later(Ends::soon, BUSY);
            return;
        }
        try {
            tell();
        } finally {
            turn.unlock();
        }
    }

    private void tell() {
        boolean done;
        try {
            Set<BuildName> ended = Set.copyOf(over);
            done = telling.round(GateService.get()::named, this::running);
            if (done) {
                over.removeAll(ended);
            }
        } catch (GateException e) {
            Moves.LOG.warn("what has ended cannot be told yet: {}", e.getMessage());
            done = false;
        }
        if (done) {
            retries.succeeded();
        } else if (again.compareAndSet(false, true)) {
            Pool.later(
                    () -> {
                        again.set(false);
                        round();
                    },
                    retries.next());
        }
    }

    private Set<BuildName> running() {
        Set<BuildName> running = RunningBuilds.now();
        running.removeAll(over);
        return running;
    }
}
