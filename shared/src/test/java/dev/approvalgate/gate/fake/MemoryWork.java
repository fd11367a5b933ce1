package dev.approvalgate.gate.fake;

import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of work in memory. Work that is added again under its key while it is leased runs again after it is done. */
final class MemoryWork implements WorkQueue {

    private static final class Row {
        private Work work;
        private Instant dueAt;
        private int attempts;
        private @Nullable Instant leaseUntil;
        private @Nullable Instant againAt;
        private @Nullable String lastError;

        Row(Work work) {
            this.work = work;
            this.dueAt = work.dueAt();
        }
    }

    private final Object lock;
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private long lastId;

    MemoryWork(Object lock) {
        this.lock = lock;
    }

    @Override
    public void add(Work added) {
        synchronized (lock) {
            Optional<Row> same = added.key() == null
                    ? Optional.empty()
                    : rows.values().stream()
                            .filter(row -> added.key().equals(row.work.key()))
                            .findFirst();
            if (same.isEmpty()) {
                rows.put(++lastId, new Row(added));
                return;
            }
            Row row = same.get();
            Instant notAfter = later(row.work.notAfter(), added.notAfter());
            row.work = new Work(
                    row.work.kind(),
                    row.work.request(),
                    row.work.key(),
                    row.work.payload(),
                    row.work.dueAt(),
                    notAfter);
            if (row.leaseUntil == null) {
                row.dueAt = earlier(row.dueAt, added.dueAt());
            } else {
                row.againAt = row.againAt == null ? added.dueAt() : earlier(row.againAt, added.dueAt());
            }
        }
    }

    @Override
    public List<WorkItem> lease(Instant now, Duration lease, int limit) {
        synchronized (lock) {
            return rows.entrySet().stream()
                    .filter(entry -> !entry.getValue().dueAt.isAfter(now) && isFree(entry.getValue(), now))
                    .sorted(Comparator.comparing(entry -> entry.getValue().dueAt))
                    .limit(limit)
                    .map(entry -> {
                        Row row = entry.getValue();
                        row.attempts++;
                        row.leaseUntil = now.plus(lease);
                        return new WorkItem(entry.getKey(), row.work, row.attempts, row.lastError);
                    })
                    .toList();
        }
    }

    private static boolean isFree(Row row, Instant now) {
        return row.leaseUntil == null || !row.leaseUntil.isAfter(now);
    }

    @Override
    public void reclaim() {
        synchronized (lock) {
            rows.values().forEach(row -> row.leaseUntil = null);
        }
    }

    @Override
    public void done(WorkItem item) {
        synchronized (lock) {
            Row row = rows.get(item.id());
            if (row == null) {
                return;
            }
            if (row.againAt == null) {
                rows.remove(item.id());
                return;
            }
            row.dueAt = row.againAt;
            row.againAt = null;
            row.leaseUntil = null;
            row.attempts = 0;
            row.lastError = null;
        }
    }

    @Override
    public void retry(WorkItem item, Instant dueAt, String error) {
        synchronized (lock) {
            Row row = Objects.requireNonNull(rows.get(item.id()), "no such work");
            row.dueAt = row.againAt == null ? dueAt : earlier(dueAt, row.againAt);
            row.againAt = null;
            row.leaseUntil = null;
            row.lastError = error;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        synchronized (lock) {
            return rows.values().stream().map(row -> row.dueAt).min(Comparator.naturalOrder());
        }
    }

    @Override
    public List<WorkItem> of(String request) {
        synchronized (lock) {
            return rows.entrySet().stream()
                    .filter(entry -> request.equals(entry.getValue().work.request()))
                    .map(entry -> {
                        Row row = entry.getValue();
                        return new WorkItem(entry.getKey(), row.work, row.attempts, row.lastError);
                    })
                    .toList();
        }
    }

    @Override
    public int size() {
        synchronized (lock) {
            return rows.size();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
