package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.EventStore.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest extends StoreTestCase {

    private Path target;

    @BeforeEach
    void name() {
        target = directory.resolve("o'brien copy.db");
    }

    private void join(long version) {
        store.events()
                .commit(Commit.of("busy", version, List.of(new ApprovalEvent.Joined("j", Samples.NOON)), List.of()));
    }

    @Test
    void aCopyOfABusyStoreIsWhole() throws Exception {
        commit("s", 0, Samples.voted("ada"));
        var stop = new AtomicBoolean();
        CompletableFuture<Long> writing = CompletableFuture.supplyAsync(() -> {
            long version = 0;
            while (!stop.get()) {
                join(version++);
            }
            return version;
        });
        try {
            store.backup(target);
        } finally {
            stop.set(true);
        }
        long written = writing.get(10, TimeUnit.SECONDS);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(store.events().read("busy").version()).isEqualTo(written);
        try (var copy = SqliteStore.open(target, CLOCK, new SecureRandom())) {
            assertThat(copy.ledger().verify().problems()).isEmpty();
            assertThat(copy.events().read("s").events()).containsExactly(Samples.voted("ada"));
            copy.events().commit(Commit.of("s", 1, List.of(Samples.voted("bob")), List.of()));
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void aProcessThatDoesNotOwnTheStoreCanCopyIt() {
        commit("s", 0, Samples.voted("ada"));
        try (var reader = SqliteReader.open(file)) {
            reader.backup(target);
        }
        try (var reader = SqliteReader.open(target)) {
            assertThat(reader.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsEverReplaced() throws IOException {
        Files.writeString(target, "precious");

        assertThatThrownBy(() -> store.backup(target))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(target.toString());
        assertThat(Files.readString(target)).isEqualTo("precious");

        Files.delete(target);
        Path part = directory.resolve("o'brien copy.db.part");
        Files.writeString(part, "from another run");
        assertThatThrownBy(() -> store.backup(target))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(part.toString());
        assertThat(Files.readString(part)).isEqualTo("from another run");
    }

    @Test
    void aMissingDirectoryIsSaidSo() {
        assertThatThrownBy(() -> store.backup(directory.resolve("none/copy.db")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("none/copy.db");
    }

    @Test
    void aCopyOfABrokenLedgerGetsNoName() throws SQLException {
        commit("s", 0, Samples.voted("ada"));
        tamper("UPDATE event SET payload = '{}'");

        assertThatThrownBy(() -> store.backup(target))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("s#1");
        assertThat(target).doesNotExist();
    }
}
