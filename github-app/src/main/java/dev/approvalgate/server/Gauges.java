package dev.approvalgate.server;

import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.work.WorkLoop;
import dev.approvalgate.server.metrics.GateMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Values that are read when somebody asks for the metrics. */
final class Gauges {

    /** More are not counted: the number is for alarms, and reading them all would cost more than it tells. */
    private static final int MOST_OPEN = 500;

    private Gauges() {}

    static void of(GateMetrics metrics, SqliteStore store, Gate gate, WorkLoop loop, Clock clock) {
        metrics.gauge(
                "gate_work_queue",
                "unfinished pieces of work",
                readable(() -> store.work().size()));
        metrics.gauge(
                "gate_requests_open",
                "requests that wait for a decision, counted up to " + MOST_OPEN,
                readable(() -> store.index().newest(true, MOST_OPEN).size()));
        metrics.gauge(
                "gate_reviews_overdue",
                "emergencies that nobody has reviewed in time",
                readable(() -> store.index().overdueReviews(clock.instant())));
        metrics.gauge("gate_callers_waiting", "callers that wait for a decision", gate::waiting);
        metrics.gauge(
                "gate_work_age_seconds",
                "time since the work loop last looked at its table",
                () -> Duration.between(loop.lastPass(), clock.instant()).toMillis() / 1_000.0);
    }

    private static DoubleSupplier readable(DoubleSupplier value) {
        return () -> {
            try {
                return value.getAsDouble();
            } catch (GateException e) {
                return Double.NaN;
            }
        };
    }
}
