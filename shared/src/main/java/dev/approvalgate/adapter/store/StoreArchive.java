package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.Ledger;
import dev.approvalgate.gate.port.RequestIndex;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A store that is only read: for verification, export and backup, also while a server owns it. */
public final class StoreArchive implements AutoCloseable {

    private final Path file;
    private final StoreErrors errors;
    private final Readers readers;

    private StoreArchive(Path file, StoreErrors errors) {
        this.file = file;
        this.errors = errors;
        this.readers = new Readers(file, errors);
    }

    /**
     * Opens a store for reading.
     *
     * @throws GateException with {@code configuration_invalid} where there is none, {@code store_failed} where it cannot be read
     */
    public static StoreArchive open(Path file) {
        if (!Files.exists(file)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID, "there is no store at " + file + "; name the store's file");
        }
        return new StoreArchive(file, new StoreErrors(file));
    }

    /** {@return its records; they cannot be erased through this} */
    public Ledger ledger() {
        return new SqliteLedger(readers, null);
    }

    /** {@return what happened, by stream; nothing can be stored through this} */
    public EventStore events() {
        return new ReadOnlyEvents(readers);
    }

    /** {@return finds requests} */
    public RequestIndex index() {
        return new SqliteRequestIndex(readers);
    }

    /** {@return all signing keys, oldest first, with their private parts sealed} */
    public List<StoredKey> signingKeys() {
        return SqliteSigningKeys.all(readers);
    }

    /** Makes a consistent, verified copy; see {@link SqliteStore#backup}. */
    public void backup(Path target) {
        new Backup(file, errors).to(target);
    }

    @Override
    public void close() {
        readers.close();
    }
}
