package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.gate.port.EventStore.Commit;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a directory of its own for each test. */
abstract class StoreTestCase {

    static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    @TempDir
    Path directory;

    Path file;
    SqliteStore store;

    @BeforeEach
    void openStore() {
        file = directory.resolve("gate.db");
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    SqliteStore open() {
        return SqliteStore.open(file, CLOCK, new SecureRandom());
    }

    void reopen() {
        store.close();
        store = open();
    }

    void commit(String stream, long expected, DomainEvent... events) {
        store.events().commit(Commit.of(stream, expected, List.of(events), List.of()));
    }

    /** Changes the file behind the store's back, as somebody with an editor would. */
    void tamper(String... statements) throws SQLException {
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER event_is_never_changed");
            statement.execute("DROP TRIGGER event_is_never_deleted");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        store = open();
    }

    /** {@return what each task returned; all of them begin in the same moment} */
    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        var pool = Executors.newFixedThreadPool(tasks.size());
        try {
            var barrier = new CyclicBarrier(tasks.size());
            var futures = new ArrayList<Future<T>>();
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    return task.call();
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
