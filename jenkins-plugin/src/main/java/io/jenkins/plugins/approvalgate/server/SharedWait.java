package io.jenkins.plugins.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and one call that wait for all requests, however many builds there are. Whoever joins has the call made anew; while nobody
 * waits there is none. When the call fails, everybody is told, and waits on by joining again; the pauses between the calls grow.
 */
final class SharedWait implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWait.class);

    /** As many as the server takes in one call. */
    private static final int MOST = 2_000;
    /** Between two calls, so that a thousand builds that join make few calls of it. */
    private static final long PAUSE = 200;

    private static final long LONGEST_PAUSE = 60_000;

    /** Asks the server. */
    interface Call {
        /**
         * {@return those of the requests that are settled, later; cancelled when another call is made instead}
         *
         * @param wait how long the server is to wait for the first
         */
        CompletableFuture<Set<String>> settled(List<String> requests, Duration wait);
    }

    private final Call call;
    private final Map<String, CompletableFuture<Boolean>> waiting = new LinkedHashMap<>();
    private @Nullable CompletableFuture<Set<String>> current;
    private @Nullable Thread thread;
    private boolean joined;
    private boolean closed;
    /** Whether the last call failed; of the one thread only. */
    private boolean failing;

    SharedWait(Call call) {
        this.call = call;
    }

    /** {@return completes when a request is settled, the time is over, or the server is back; fails when it does not answer} */
    synchronized CompletableFuture<Boolean> join(String request, Duration atMost) {
        if (closed) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> signal = waiting.get(request);
        if (signal == null) {
            signal = new CompletableFuture<>();
            waiting.put(request, signal);
            joined = true;
            begin();
            if (current != null) {
                current.cancel(true);
            }
            notifyAll();
        }
        return signal.copy().completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "approval-gate-wait");
            thread.setDaemon(true);
            thread.setContextClassLoader(SharedWait.class.getClassLoader());
            thread.start();
        }
    }

    private void run() {
        long pause = PAUSE;
        try {
            List<String> requests = next(0);
            while (!requests.isEmpty()) {
                pause = ask(requests) ? PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
                requests = next(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whom to ask for, those first that were not asked for last time; nothing only at the end} */
    private synchronized List<String> next(long pause) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        long left = until - System.nanoTime();
        while (!closed && (waiting.isEmpty() || left > 0)) {
            wait(left > 0 ? Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)) : 0);
            left = until - System.nanoTime();
        }
        joined = false;
        return closed ? List.of() : waiting.keySet().stream().limit(MOST).toList();
    }

    private boolean ask(List<String> requests) {
        try {
            CompletableFuture<Set<String>> made = call.settled(requests, howLong(requests));
            synchronized (this) {
                current = made;
                if (joined || closed) {
                    made.cancel(true);
                }
            }
            taken(made.join()).forEach(signal -> signal.complete(true));
            if (failing) {
                failing = false;
                taken(everybody()).forEach(signal -> signal.complete(false));
            }
            return true;
        } catch (CancellationException e) {
            return true;
        } catch (CompletionException | GateException e) {
            LOG.debug("waiting for requests at the server failed", e);
            failing = true;
            Throwable cause = e.getCause() instanceof GateException problem ? problem : e;
            taken(everybody()).forEach(signal -> signal.completeExceptionally(cause));
            return false;
        } finally {
            synchronized (this) {
                current = null;
            }
        }
    }

    /** After a failure the answer is wanted at once: it says that the server is back. */
    private Duration howLong(List<String> requests) {
        boolean more = rotate(requests);
        return failing ? Duration.ZERO : Duration.ofSeconds(more ? 2 : 25);
    }

    /** {@return whether more wait than one call can ask for; those that are asked for now come last next time} */
    private synchronized boolean rotate(List<String> requests) {
        if (waiting.size() <= MOST) {
            return false;
        }
        for (String request : requests) {
            CompletableFuture<Boolean> signal = waiting.remove(request);
            if (signal != null) {
                waiting.put(request, signal);
            }
        }
        return true;
    }

    private synchronized Set<String> everybody() {
        return Set.copyOf(waiting.keySet());
    }

    /** {@return those who wait for some requests, to be told; they wait no more} */
    private synchronized List<CompletableFuture<Boolean>> taken(Set<String> requests) {
        var told = new ArrayList<CompletableFuture<Boolean>>();
        for (String request : requests) {
            CompletableFuture<Boolean> signal = waiting.remove(request);
            if (signal != null) {
                told.add(signal);
            }
        }
        return told;
    }

    /** Lets everybody look again: the gate is set up anew. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (current != null) {
                current.cancel(true);
            }
            notifyAll();
        }
        taken(everybody()).forEach(signal -> signal.complete(true));
    }
}
