package dev.approvalgate.gate.work;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one piece of leased work, and says what becomes of it: done, tried again later, or given up. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkQueue queue;
    private final Map<WorkKind, WorkHandler> handlers = new EnumMap<>(WorkKind.class);
    private final Clock clock;
    private final Backoff backoff;
    private final WorkObserver observer;

    Worker(
            WorkQueue queue,
            Collection<? extends WorkHandler> handlers,
            Clock clock,
            Backoff backoff,
            WorkObserver observer) {
        this.queue = queue;
        this.clock = clock;
        this.backoff = backoff;
        this.observer = observer;
        for (WorkHandler handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalArgumentException("two handlers for " + handler.kind());
            }
        }
    }

    /** Does one piece of work that was leased; never throws. */
    void work(WorkItem item) {
        try {
            attempt(item);
        } catch (RuntimeException e) {
            LOG.error(
                    "the outcome of {} work {} could not be stored; its lease will run out",
                    item.work().kind(),
                    item.id(),
                    e);
        }
    }

    private void attempt(WorkItem item) {
        WorkHandler handler = handlers.get(item.work().kind());
        if (handler == null) {
            conclude(
                    item,
                    null,
                    new GateException(
                            ReasonCode.INTERNAL,
                            "nobody here does " + item.work().kind().code() + " work"));
            return;
        }
        if (clock.instant().isAfter(item.work().notAfter())) {
            String last = item.lastError();
            conclude(
                    item,
                    handler,
                    new GateException(
                            ReasonCode.DEADLINE_PASSED,
                            last == null ? "its time was over before it could be tried" : last));
            return;
        }
        try {
            handler.handle(item);
            queue.done(item);
            observer.done(item);
        } catch (GateException e) {
            failed(item, handler, e);
        } catch (RuntimeException e) {
            LOG.error("{} work {} failed unexpectedly", item.work().kind(), item.id(), e);
            again(
                    item,
                    new GateException(
                            ReasonCode.INTERNAL, "unexpected " + e.getClass().getSimpleName(), e));
        }
    }

    private void failed(WorkItem item, WorkHandler handler, GateException error) {
        // A lost race on the ledger says nothing about the effect itself.
        boolean worthTrying = error instanceof RetryLater
                || error.reason() == ReasonCode.CONFLICT
                || error.reason().kind() == ReasonCode.Kind.UNAVAILABLE
                || error.reason().kind() == ReasonCode.Kind.LIMITED
                || error.reason().kind() == ReasonCode.Kind.FAULT;
        if (worthTrying) {
            again(item, error);
        } else {
            conclude(item, handler, error);
        }
    }

    private void again(WorkItem item, GateException error) {
        Duration wait = backoff.after(item.attempts());
        if (error instanceof RetryLater later && later.after().compareTo(wait) > 0) {
            wait = later.after();
        }
        queue.retry(item, clock.instant().plus(wait), error.reason().code() + ": " + ErrorText.of(error));
        observer.retried(item, error);
    }

    private void conclude(WorkItem item, @Nullable WorkHandler handler, GateException error) {
        LOG.warn(
                "gave up {} work for {} after {} attempts: {}: {}",
                item.work().kind().code(),
                item.work().request(),
                item.attempts(),
                error.reason().code(),
                ErrorText.of(error));
        if (handler != null) {
            handler.giveUp(item, error);
        }
        queue.done(item);
        observer.givenUp(item, error);
    }
}
