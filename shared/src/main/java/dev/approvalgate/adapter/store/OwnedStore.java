package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A store that another process owns: work can be left in it, for that process to do. */
public final class OwnedStore {

    private OwnedStore() {}

    /** {@return whether a process owns the store now} */
    public static boolean isInUse(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            StoreLock.take(file, new StoreErrors(file)).close();
            return false;
        } catch (GateException held) {
            return true;
        } catch (IOException e) {
            throw new StoreErrors(file).failed("cannot be looked at: " + e + "; check who may read and write there", e);
        }
    }

    /**
     * Leaves work for the process that owns the store.
     *
     * @param file the store
     * @param work what is to be done
     * @param stream a stream that only a process which knows such work has begun
     * @throws GateException with {@code configuration_invalid} where that stream is empty, {@code store_failed} where the store cannot be
     *     written
     */
    public static void leave(Path file, Work work, String stream) {
        var errors = new StoreErrors(file);
        try (Connection connection = Connections.writing(file).getConnection();
                Handle handle = Jdbi.open(connection)) {
            if (handle.createQuery("SELECT NOT EXISTS (SELECT 1 FROM event WHERE stream = :stream)")
                    .bind("stream", stream)
                    .mapTo(Boolean.class)
                    .one()) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "the server that runs with " + file
                                + " is of an earlier version; restart it with this one first");
            }
            handle.useTransaction(open -> WorkRows.add(open, work));
        } catch (SQLException | RuntimeException e) {
            throw errors.translate(e);
        }
    }
}
