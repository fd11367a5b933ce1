package dev.approvalgate.adapter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConnection;

/** Connections that read, beside the one that writes. Each sees what was committed when its statement began. */
final class Readers implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final long WAIT_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final StoreErrors errors;
    private final Map<Connection, StatementCache> statements = new ConcurrentHashMap<>();

    Readers(Path file, StoreErrors errors) {
        this.errors = errors;
        var config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(Connections.reading(file));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setReadOnly(true); // as the connections are already; the pool would try to change it otherwise
        try {
            this.pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
        this.jdbi = Jdbi.create(pool).setStatementBuilderFactory(this::statements);
    }

    /** {@return the statements of what the pool lends} The pool replaces connections now and then; their statements ended with them. */
    private StatementCache statements(Connection lent) {
        try {
            Connection own = lent.unwrap(SQLiteConnection.class);
            StatementCache known = statements.get(own);
            if (known == null) {
                statements.keySet().removeIf(Readers::isClosed);
                known = new StatementCache(own);
                statements.put(own, known);
            }
            return known;
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /**
     * {@return what a query finds}
     *
     * @throws dev.approvalgate.domain.approval.GateException with {@code store_failed}
     */
    <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
