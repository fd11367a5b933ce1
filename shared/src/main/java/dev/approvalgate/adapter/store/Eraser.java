package dev.approvalgate.adapter.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes personal values and rendered texts for good, and lets the ledger stand. */
final class Eraser {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    private final Writer writer;
    private final DataSource source;
    private final Clock clock;

    Eraser(Writer writer, DataSource source, Clock clock) {
        this.writer = writer;
        this.source = source;
        this.clock = clock;
    }

    int erase(String stream) {
        String now = Times.text(clock.instant());
        int erased = writer.write(handle -> erase(handle, stream, now));
        if (erased > 0) {
            cutLog();
        }
        return erased;
    }

    private static int erase(Handle handle, String stream, String now) {
        int values = update(handle, "DELETE FROM personal_value WHERE stream = :stream", stream);
        // A text that two streams speak of stays until both are erased.
        int texts = handle
                .createQuery("SELECT hash FROM document_use WHERE stream = :stream")
                .bind("stream", stream)
                .mapTo(String.class)
                .list()
                .stream()
                .mapToInt(hash -> forget(handle, stream, hash))
                .sum();
        if (values + texts > 0) {
            handle.createUpdate("INSERT INTO erasure (stream, at) VALUES (:stream, :at) "
                            + "ON CONFLICT DO UPDATE SET at = excluded.at")
                    .bind("stream", stream)
                    .bind("at", now)
                    .execute();
        }
        return values + texts;
    }

    private static int forget(Handle handle, String stream, String hash) {
        handle.createUpdate("DELETE FROM document_use WHERE stream = :stream AND hash = :hash")
                .bind("stream", stream)
                .bind("hash", hash)
                .execute();
        return handle.createUpdate("DELETE FROM document WHERE hash = :hash "
                        + "AND NOT EXISTS (SELECT 1 FROM document_use WHERE hash = :hash)")
                .bind("hash", hash)
                .execute();
    }

    private static int update(Handle handle, String sql, String stream) {
        return handle.createUpdate(sql).bind("stream", stream).execute();
    }

    /** What was erased may still lie in the write-ahead log; moving that into the database and cutting it ends that. */
    private void cutLog() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            LOG.warn("the write-ahead log could not be cut after an erasure; the next checkpoint does it", e);
        }
    }
}
