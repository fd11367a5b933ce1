package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class OpeningTest extends StoreTestCase {

    private static AbstractThrowableAssert<?, ?> assertFails(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.STORE_FAILED));
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void allFilesAreTheOwnersOnly() throws IOException {
        commit("s", 0, Samples.voted("ada"));
        for (String name : List.of("gate.db", "gate.db-wal", "gate.db-shm", "gate.db.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        store.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        store = open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingDirectoryIsMade() throws IOException {
        Path deep = directory.resolve("a/b/gate.db");
        SqliteStore.open(deep, CLOCK, new java.security.SecureRandom()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theSettingsThatMakeCommitsDurableAreInForce() throws SQLException {
        try (var connection = Connections.writing(file).getConnection();
                var statement = connection.createStatement()) {
            for (var setting : List.of(
                    List.of("journal_mode", "wal"),
                    List.of("synchronous", "2"),
                    List.of("foreign_keys", "1"),
                    List.of("secure_delete", "1"),
                    List.of("busy_timeout", "10000"))) {
                try (var result = statement.executeQuery("PRAGMA " + setting.get(0))) {
                    assertThat(result.getString(1)).as(setting.get(0)).isEqualTo(setting.get(1));
                }
            }
        }
    }

    @Test
    void aStoreHasOneOwner() {
        assertFails(this::open)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("in use")
                .hasMessageContaining("gate.db.lock");
        store.check();
    }

    @Test
    void aStoreOfALaterVersionIsRefusedAndLeftAlone() throws SQLException, IOException {
        store.close();
        execute("INSERT INTO schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by, "
                + "installed_on, execution_time, success FROM schema_history WHERE version = '1'");
        byte[] before = Files.readAllBytes(file);

        assertFails(this::open)
                .hasMessageContaining("later version of the gate")
                .hasMessageContaining("schema 99");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        execute("DELETE FROM schema_history WHERE version = '99'");
        store = open();
    }

    @Test
    void aFileThatIsNoStoreIsRefusedAndLeftAlone() throws SQLException, IOException {
        store.close();
        Files.writeString(file, "version: 1\n".repeat(1000));
        assertFails(this::open).hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).startsWith("version: 1\n");

        Files.delete(file);
        execute("CREATE TABLE photos (id INTEGER)");
        assertFails(this::open).hasMessageContaining("no store of the gate");

        Files.delete(file);
        store = open();
    }

    @Test
    void aDirectoryIsNoStore() {
        assertFails(() -> SqliteStore.open(directory, CLOCK, new java.security.SecureRandom()))
                .hasMessageContaining(directory.toString());
    }

    @Test
    void aReaderNeedsAStore() {
        assertFails(() -> SqliteReader.open(directory.resolve("none.db"))).hasMessageContaining("none.db");
    }

    @Test
    void aClosedStoreSaysSo() {
        store.check();
        store.close();

        assertThatThrownBy(() -> store.check())
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.SHUTTING_DOWN));
        assertThatThrownBy(() -> store.events().read("s")).isInstanceOf(GateException.class);
        store = open();
    }
}
