package dev.approvalgate.adapter.store;

import dev.approvalgate.gate.port.Ledger.Verification;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Makes a consistent copy of a store that may be in use, and checks the copy before it gets its name. */
final class Backup {

    private final Path store;
    private final StoreErrors errors;

    Backup(Path store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    void to(Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        if (Files.exists(target)) {
            throw errors.failed("is not copied: " + target + " exists, and a backup never replaces a file");
        }
        try {
            create(part);
            try {
                copy(part);
                StoreFile.sync(part);
                verify(part);
                Files.move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
            Path directory = target.toAbsolutePath().getParent();
            if (directory != null) {
                StoreFile.sync(directory);
            }
        } catch (IOException e) {
            throw errors.failed("could not be copied to " + target + ": " + e + "; check that directory", e);
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }

    private void create(Path part) throws IOException {
        try {
            StoreFile.create(part);
        } catch (FileAlreadyExistsException e) {
            throw errors.failed(
                    "is not copied: " + part + " is there, from a backup that runs or was broken off; remove it", e);
        }
    }

    private void copy(Path part) throws SQLException {
        try (Connection connection = Connections.reading(store).getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toAbsolutePath().toString());
            statement.execute();
        }
    }

    private static void verify(Path part) {
        var errors = new StoreErrors(part);
        try (var readers = new Readers(part, errors)) {
            String integrity = readers.read(Backup::integrity);
            if (!integrity.equals("ok")) {
                throw errors.failed("is damaged: " + integrity + "; check the disks");
            }
            Verification ledger = new SqliteLedger(readers, null).verify();
            if (!ledger.holds()) {
                throw errors.failed("holds a broken ledger: "
                        + ledger.problems().get(0) + "; the store itself is broken, or was while it was copied");
            }
        }
    }

    private static String integrity(Handle handle) {
        return handle.createQuery("PRAGMA integrity_check(1)")
                .mapTo(String.class)
                .one();
    }
}
