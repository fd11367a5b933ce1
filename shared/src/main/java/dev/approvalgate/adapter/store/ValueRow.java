package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.Ledger.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A row of the personal values beside the ledger.
 *
 * @param position position of the record that commits to it
 * @param value the value
 */
record ValueRow(long position, Value value) {

    /** The columns that {@link #read} expects. */
    static final String COLUMNS = "position, commitment, salt, text";

    static ValueRow read(ResultSet row, StatementContext context) throws SQLException {
        return new ValueRow(
                row.getLong("position"),
                new Value(row.getString("commitment"), row.getString("salt"), row.getString("text")));
    }
}
