package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a store that another process may own: for verification, export and backup beside a running server. */
public final class SqliteReader implements AutoCloseable {

    private final Path file;
    private final StoreErrors errors;
    private final Readers readers;

    private SqliteReader(Path file, StoreErrors errors) {
        this.file = file;
        this.errors = errors;
        this.readers = new Readers(file, errors);
    }

    /**
     * {@return the store, for reading}
     *
     * @param file the store's file; must exist
     * @throws GateException with {@code store_failed} where it is missing or cannot be read
     */
    public static SqliteReader open(Path file) {
        var errors = new StoreErrors(file);
        if (!Files.isRegularFile(file)) {
            throw errors.failed("does not exist; check the path of the store in the configuration");
        }
        return new SqliteReader(file, errors);
    }

    /** {@return its records; erasing is refused} */
    public Ledger ledger() {
        return new SqliteLedger(readers, null);
    }

    /**
     * Makes a consistent, verified copy that only its owner can read.
     *
     * @param target must not exist
     * @throws GateException with {@code store_failed}; no file is left at {@code target} then
     */
    public void backup(Path target) {
        new Backup(file, errors).to(target);
    }

    @Override
    public void close() {
        readers.close();
    }
}
