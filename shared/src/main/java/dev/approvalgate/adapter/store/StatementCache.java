package dev.approvalgate.adapter.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection: SQLite needs longer to read most of our statements than to carry them out. A statement
 * that is in use is not in the cache, so that the same one inside it becomes another. Used by one thread at a time, as the connection is.
 */
final class StatementCache implements StatementBuilder {

    /** More than there are texts of statements; beyond it nothing is kept. */
    private static final int MOST = 100;

    private final Connection connection;
    private final StatementBuilder plain = new DefaultStatementBuilder();
    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** What is in use, and its text as SQLite has it; whoever closes it names it by another. */
    private final IdentityHashMap<Statement, String> busy = new IdentityHashMap<>();

    /** @param connection the one to SQLite itself, not what a pool lends: statements outlast the loan */
    StatementCache(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Statement create(Connection lent, StatementContext context) throws SQLException {
        return plain.create(lent, context);
    }

    @Override
    public PreparedStatement create(Connection lent, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement lending = kept == null ? plain.create(connection, sql, context) : kept;
        busy.put(lending, sql);
        return lending;
    }

    @Override
    public CallableStatement createCall(Connection lent, String sql, StatementContext context) throws SQLException {
        return plain.createCall(lent, sql, context);
    }

    /** Results are closed before, which ends the reading. */
    @Override
    public void close(Connection lent, String name, Statement statement) throws SQLException {
        String text = busy.remove(statement);
        if (text != null
                && statement instanceof PreparedStatement used
                && !idle.containsKey(text)
                && idle.size() < MOST
                && isReusable(used)) {
            idle.put(text, used);
        } else {
            plain.close(lent, name, statement);
        }
    }

    /** Values must not outlive their use. Where the statement failed badly, SQLite's driver has finalized it, and says so here. */
    private static boolean isReusable(PreparedStatement used) {
        try {
            used.clearParameters();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
