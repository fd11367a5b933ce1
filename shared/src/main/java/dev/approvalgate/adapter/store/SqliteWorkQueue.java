package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of work. */
final class SqliteWorkQueue implements WorkQueue {

    /** When a row can be taken: once due, or once the lease of whoever took it has run out. */
    private static final String AVAILABLE = "COALESCE(lease_until, due_at)";

    private static final String NO_WISH = "wish_payload = NULL, wish_due_at = NULL, wish_not_after = NULL";
    private static final int LONGEST_ERROR = 1000;

    private final Writer writer;
    private final Readers readers;

    SqliteWorkQueue(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(Work work) {
        writer.write(handle -> {
            WorkRows.add(handle, work);
            return true;
        });
    }

    @Override
    public List<WorkItem> lease(Instant now, Duration lease, int limit) {
        // The table is asked often and is mostly idle: the writer is not troubled for nothing.
        if (nextDue().filter(due -> !due.isAfter(now)).isEmpty()) {
            return List.of();
        }
        List<WorkItem> taken = writer.write(handle -> handle.createQuery("UPDATE work SET attempts = attempts + 1, "
                        + "lease_until = :until, " + NO_WISH + " WHERE id IN (SELECT id FROM work WHERE " + AVAILABLE
                        + " <= :now ORDER BY due_at, id LIMIT :limit) RETURNING " + WorkRows.COLUMNS)
                .bind("until", Times.text(now.plus(lease)))
                .bind("now", Times.text(now))
                .bind("limit", limit)
                .map(WorkRows::read)
                .list());
        return taken.stream()
                .sorted(Comparator.comparing((WorkItem item) -> item.work().dueAt())
                        .thenComparing(WorkItem::id))
                .toList();
    }

    @Override
    public void reclaim() {
        writer.write(handle ->
                handle.execute("UPDATE work SET lease_until = NULL, " + NO_WISH + " WHERE lease_until IS NOT NULL"));
    }

    @Override
    public void done(WorkItem item) {
        writer.write(handle -> {
            WorkRows.done(handle, item);
            return true;
        });
    }

    @Override
    public void retry(WorkItem item, Instant dueAt, String error) {
        writer.write(handle -> handle.createUpdate("UPDATE work SET due_at = MIN(:due, COALESCE(wish_due_at, :due)), "
                        + "last_error = :error, lease_until = NULL, " + NO_WISH
                        + " WHERE id = :id AND attempts = :attempts")
                .bind("due", Times.text(dueAt))
                .bind("error", error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error)
                .bind("id", item.id())
                .bind("attempts", item.attempts())
                .execute());
    }

    @Override
    public Optional<Instant> nextDue() {
        return readers.read(handle -> handle.createQuery("SELECT MIN(" + AVAILABLE + ") FROM work")
                        .mapTo(String.class)
                        .findOne())
                .map(Times::of);
    }

    @Override
    public List<WorkItem> of(String request) {
        return readers.read(handle -> handle.createQuery(
                        "SELECT " + WorkRows.COLUMNS + " FROM work WHERE request = :request ORDER BY due_at, id")
                .bind("request", request)
                .map(WorkRows::read)
                .map(SqliteWorkQueue::lookedAt)
                .list());
    }

    /** Who only looks holds no lease, so nothing that tells a lease is given out. */
    private static WorkItem lookedAt(WorkItem item) {
        return new WorkItem(item.id(), item.work(), 0, item.lastError());
    }

    @Override
    public int size() {
        return readers.read(handle -> handle.createQuery("SELECT COUNT(*) FROM work")
                .mapTo(Integer.class)
                .one());
    }
}
