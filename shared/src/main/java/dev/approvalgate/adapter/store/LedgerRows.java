package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.Ledger.Entry;
import dev.approvalgate.gate.port.Ledger.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the ledger in pages, so that a long reading holds no snapshot of the database open. */
final class LedgerRows {

    private static final int PAGE = 500;

    private LedgerRows() {}

    static long last(Handle handle) {
        return handle.createQuery("SELECT COALESCE(MAX(position), 0) FROM event")
                .mapTo(Long.class)
                .one();
    }

    /** {@return the entries that follow a position, up to and with another} */
    static List<Entry> page(Handle handle, long after, long last) {
        List<EventRow> rows = handle.createQuery("SELECT " + EventRow.COLUMNS
                        + " FROM event WHERE position > :after AND position <= :last ORDER BY position LIMIT :limit")
                .bind("after", after)
                .bind("last", last)
                .bind("limit", PAGE)
                .map(LedgerRows::row)
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Value>> values = new HashMap<>();
        handle.createQuery("SELECT " + ValueRow.COLUMNS
                        + " FROM personal_value WHERE position > :after AND position <= :last ORDER BY position, rowid")
                .bind("after", after)
                .bind("last", rows.get(rows.size() - 1).position())
                .map(ValueRow::read)
                .forEach(row -> values.computeIfAbsent(row.position(), key -> new ArrayList<>())
                        .add(row.value()));
        return rows.stream()
                .map(row -> new Entry(row.position(), row.record(), values.getOrDefault(row.position(), List.of())))
                .toList();
    }

    private static EventRow row(ResultSet row, StatementContext context) throws SQLException {
        try {
            return EventRow.read(row, context);
        } catch (DateTimeException e) {
            throw new GateException(
                    ReasonCode.LEDGER_BROKEN,
                    "position " + row.getLong("position") + " (" + row.getString("stream") + "#"
                            + row.getLong("version") + ") was altered: its time is none");
        }
    }
}
