package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.TextMap;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows of work, inside the writer's transaction.
 *
 * <p>Keyed work that is added while the same work is being done is a <em>wish</em>: whoever does it may have looked at the world
 * before the wish came. The wish lies in the row and becomes work of its own when the attempt ends for good; an attempt that is to be
 * repeated, or whose lease runs out, is followed by another anyway, which serves the wish too.
 */
final class WorkRows {

    /** The columns that {@link #read} expects. */
    static final String COLUMNS = "id, kind, request, key, payload, due_at, not_after, attempts, last_error";

    private WorkRows() {}

    static void add(Handle handle, Work work) {
        String key = work.key();
        if (key != null && (wish(handle, key, work) || join(handle, key, work))) {
            return;
        }
        handle.createUpdate("INSERT INTO work (kind, request, key, payload, due_at, not_after) "
                        + "VALUES (:kind, :request, :key, :payload, :due, :end)")
                .bind("kind", work.kind().code())
                .bind("request", work.request())
                .bind("key", key)
                .bind("payload", TextMap.write(work.payload()))
                .bind("due", Times.text(work.dueAt()))
                .bind("end", Times.text(work.notAfter()))
                .execute();
    }

    private static boolean wish(Handle handle, String key, Work work) {
        return handle.createUpdate("UPDATE work SET wish_payload = COALESCE(wish_payload, :payload), "
                                + "wish_due_at = MIN(COALESCE(wish_due_at, :due), :due), "
                                + "wish_not_after = MAX(COALESCE(wish_not_after, :end), :end), "
                                + "not_after = MAX(not_after, :end) WHERE key = :key AND lease_until IS NOT NULL")
                        .bind("payload", TextMap.write(work.payload()))
                        .bind("due", Times.text(work.dueAt()))
                        .bind("end", Times.text(work.notAfter()))
                        .bind("key", key)
                        .execute()
                > 0;
    }

    /** The same work waits already: due at the earlier of both times, and given up at the later. */
    private static boolean join(Handle handle, String key, Work work) {
        return handle.createUpdate("UPDATE work SET due_at = MIN(due_at, :due), not_after = MAX(not_after, :end) "
                                + "WHERE key = :key AND lease_until IS NULL")
                        .bind("due", Times.text(work.dueAt()))
                        .bind("end", Times.text(work.notAfter()))
                        .bind("key", key)
                        .execute()
                > 0;
    }

    /**
     * Ends an attempt with success. The number of the attempt tells whether it still holds the lease; who has lost it changes nothing.
     */
    static void done(Handle handle, WorkItem item) {
        Optional<Work> wish = handle.createQuery("SELECT wish_payload, wish_due_at, wish_not_after FROM work "
                        + "WHERE id = :id AND attempts = :attempts AND wish_payload IS NOT NULL")
                .bind("id", item.id())
                .bind("attempts", item.attempts())
                .map((row, context) -> new Work(
                        item.work().kind(),
                        item.work().request(),
                        item.work().key(),
                        TextMap.read(row.getString("wish_payload")),
                        Times.of(row.getString("wish_due_at")),
                        Times.of(row.getString("wish_not_after"))))
                .findOne();
        handle.createUpdate("DELETE FROM work WHERE id = :id AND attempts = :attempts")
                .bind("id", item.id())
                .bind("attempts", item.attempts())
                .execute();
        wish.ifPresent(work -> add(handle, work));
    }

    static WorkItem read(ResultSet row, StatementContext context) throws SQLException {
        return new WorkItem(
                row.getLong("id"),
                new Work(
                        WorkKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("request"),
                        row.getString("key"),
                        TextMap.read(row.getString("payload")),
                        Times.of(row.getString("due_at")),
                        Times.of(row.getString("not_after"))),
                row.getInt("attempts"),
                row.getString("last_error"));
    }
}
