package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.store.StoreArchive;
import dev.approvalgate.domain.approval.GateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** Whether the store can be used, without making one where there is none. */
final class StoreLook {

    private StoreLook() {}

    static Finding at(GateSettings settings, Clock clock) {
        Path file = settings.store();
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.exists(file)) {
            return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
                    ? Finding.ok("store", file + " will be made at the first start")
                    : Finding.fail(
                            "store",
                            file + " cannot be made: make the directory " + folder
                                    + " and let the server's user write there");
        }
        try (var store = SqliteStore.open(file, clock, new SecureRandom())) {
            store.check();
            return Finding.ok(
                    "store",
                    file + " can be read and written; " + records(store.ledger().size()));
        } catch (GateException e) {
            return whileInUse(file, e);
        }
    }

    /** A server that runs owns the store; then reading it is all that can be looked at. */
    private static Finding whileInUse(Path file, GateException refused) {
        if (!String.valueOf(refused.getMessage()).contains("in use")) {
            return Finding.fail("store", String.valueOf(refused.getMessage()));
        }
        return Finding.of("store", () -> {
            try (var archive = StoreArchive.open(file)) {
                return file + " is in use by a running server; "
                        + records(archive.ledger().size());
            }
        });
    }

    private static String records(long count) {
        return count + (count == 1 ? " record" : " records");
    }
}
