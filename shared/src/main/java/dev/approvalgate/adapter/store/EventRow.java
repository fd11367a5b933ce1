package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.ledger.LedgerRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A row of the ledger.
 *
 * @param position its place in the whole ledger
 * @param record the record that it holds
 */
record EventRow(long position, LedgerRecord record) {

    /** The columns that {@link #read} expects. */
    static final String COLUMNS = "position, stream, version, type, schema_version, at, payload, previous_hash, hash";

    static EventRow read(ResultSet row, StatementContext context) throws SQLException {
        return new EventRow(
                row.getLong("position"),
                new LedgerRecord(
                        row.getString("stream"),
                        row.getLong("version"),
                        row.getString("type"),
                        row.getInt("schema_version"),
                        Times.of(row.getString("at")),
                        row.getBytes("payload"),
                        row.getBytes("previous_hash"),
                        row.getBytes("hash")));
    }

    /** {@return the payload as text} */
    String payload() {
        return new String(record.payload(), StandardCharsets.UTF_8);
    }
}
