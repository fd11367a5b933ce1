package dev.approvalgate.adapter.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** How connections to a store's file are set up. */
final class Connections {

    private static final int BUSY_MILLIS = 10_000;
    /** The write-ahead log is cut back to this after a checkpoint, so that a long read does not leave a large file behind. */
    private static final int LOG_BYTES = 64 * 1024 * 1024;
    /** The log is moved into the file at 16 MB: pages that change at each commit are then moved once for many commits. */
    private static final String LOG_PAGES = "4000";

    private Connections() {}

    /** {@return connections that write: durable at each commit, foreign keys checked, deleted content overwritten with zeros} */
    static DataSource writing(Path file) {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, LOG_PAGES);
        config.setPragma(Pragma.SECURE_DELETE, "on");
        return source(file, config);
    }

    /** {@return connections that only read} */
    static DataSource reading(Path file) {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return source(file, config);
    }

    private static SQLiteConfig common() {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // The driver would ask SQLite for the last row's number after each insert, and nobody wants it.
        config.setGetGeneratedKeys(false);
        // A missing file is made beforehand, with its permissions; SQLite must never make one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config;
    }

    private static DataSource source(Path file, SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
