package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCacheTest {

    @TempDir
    Path directory;

    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open() throws Exception {
        Path file = directory.resolve("t.db");
        StoreFile.prepare(file);
        connection = Connections.writing(file).getConnection();
        handle = Jdbi.open(connection).setStatementBuilder(new StatementCache(connection));
        handle.execute("CREATE TABLE t (n INTEGER UNIQUE, text TEXT)");
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
    }

    private void insert(int n, String text) {
        handle.createUpdate("INSERT INTO t (n, text) VALUES (:n, :text)")
                .bind("n", n)
                .bind("text", text)
                .execute();
    }

    private List<String> texts(int from) {
        return handle.createQuery("SELECT text FROM t WHERE n >= :from ORDER BY n")
                .bind("from", from)
                .mapTo(String.class)
                .list();
    }

    @Test
    void aStatementIsUsedAgainWithOtherValues() {
        insert(1, "one");
        insert(2, "two");
        assertThat(texts(1)).containsExactly("one", "two");
        assertThat(texts(2)).containsExactly("two");
    }

    @Test
    void aStatementThatWasRefusedWorksTheNextTime() {
        insert(1, "one");
        assertThatThrownBy(() -> insert(1, "again")).hasMessageContaining("UNIQUE");
        insert(2, "two");
        assertThat(texts(0)).containsExactly("one", "two");
    }

    @Test
    void theSameStatementInsideItselfIsAnother() {
        insert(1, "one");
        insert(2, "two");
        var seen = new ArrayList<String>();
        handle.createQuery("SELECT text FROM t WHERE n >= :from ORDER BY n")
                .bind("from", 1)
                .mapTo(String.class)
                .forEach(text -> seen.addAll(texts(2)));
        assertThat(seen).containsExactly("two", "two");
        assertThat(texts(1)).containsExactly("one", "two");
    }

    @Test
    void whatWasReadInPartHoldsNothingUp() {
        insert(1, "one");
        insert(2, "two");
        assertThat(handle.createQuery("SELECT text FROM t ORDER BY n")
                        .mapTo(String.class)
                        .findFirst())
                .contains("one");
        // A checkpoint that cuts the log waits for nobody who still reads.
        assertThat(handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .mapTo(Integer.class)
                        .one())
                .isZero();
    }
}
