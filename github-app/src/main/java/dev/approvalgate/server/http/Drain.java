package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Ends the intake: from {@link #begin()} on, new requests are told to come back later, and those that run are finished. */
public final class Drain extends Handler.Wrapper {

    static final String DETAIL = "the gate is shutting down; try again in a moment";

    private static final Set<String> ANSWERED_TO_THE_END = Set.of("/healthz", "/readyz");

    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    /** One party is the drain itself, so that the phase cannot end while requests may still come. */
    private final Phaser running = new Phaser(1);

    /** An intake that is open. */
    public Drain() {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (begun.isDone() && !ANSWERED_TO_THE_END.contains(Request.getPathInContext(request))) {
            CoreProblems.close(response, callback, Problem.of(ReasonCode.SHUTTING_DOWN, DETAIL));
            return true;
        }
        running.register();
        Callback counted = Callback.from(callback, running::arriveAndDeregister);
        boolean handled = false;
        try {
            handled = super.handle(request, response, counted);
            return handled;
        } finally {
            if (!handled) {
                running.arriveAndDeregister();
            }
        }
    }

    /** {@return whether the intake has ended} */
    public boolean hasBegun() {
        return begun.isDone();
    }

    /** {@return completes when the intake ends; for those who wait without a thread} */
    CompletionStage<Void> begun() {
        return begun;
    }

    /** Ends the intake. */
    public void begin() {
        begun.complete(null);
    }

    /** {@return whether everything that ran has been answered within the time} */
    public boolean awaitQuiet(Duration atMost) {
        int phase = running.arriveAndDeregister();
        try {
            running.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
