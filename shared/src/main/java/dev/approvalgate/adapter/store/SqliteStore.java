package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.Documents;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.HostTokenStore;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.Ledger;
import dev.approvalgate.gate.port.RequestIndex;
import dev.approvalgate.gate.port.SigningKeyStore;
import dev.approvalgate.gate.port.Tickets;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.port.WorkQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The embedded store: one SQLite file, owned by one process at a time. Write-ahead log, synced to the disk at every commit; one
 * thread writes, several connections read. Whatever a call has stored when it returns is there after a power failure.
 */
public final class SqliteStore implements AutoCloseable {

    private final Path file;
    private final StoreErrors errors;
    private final StoreLock lock;
    private final Writer writer;
    private final Readers readers;
    private final EventCodec codec = new EventCodec();
    private final Projections projections = new Projections();
    private final EventStore events;
    private final RequestIndex index;
    private final TokenIndex tokens;
    private final WorkQueue work;
    private final Inbox inbox;
    private final Tickets tickets;
    private final SigningKeyStore signingKeys;
    private final HostTokenStore hostTokens;
    private final Documents documents;
    private final Ledger ledger;

    private SqliteStore(
            Path file, StoreErrors errors, StoreLock lock, DataSource source, Clock clock, SecureRandom random) {
        this.file = file;
        this.errors = errors;
        this.lock = lock;
        this.readers = new Readers(file, errors);
        this.writer = new Writer(source, errors).start();
        this.events = new SqliteEventStore(writer, readers, codec, new Append(projections), clock, random);
        this.index = new SqliteRequestIndex(readers);
        this.tokens = new SqliteTokenIndex(readers);
        this.work = new SqliteWorkQueue(writer, readers);
        this.inbox = new SqliteInbox(writer, readers);
        this.tickets = new SqliteTickets(writer, readers, clock);
        this.signingKeys = new SqliteSigningKeys(writer, readers);
        this.hostTokens = new SqliteHostTokens(writer, readers);
        this.documents = new SqliteDocuments(readers);
        this.ledger = new SqliteLedger(readers, new Eraser(writer, source, clock));
    }

    /**
     * Opens a store, and makes it where there is none. Tables of an earlier version of the gate are brought up to date.
     *
     * @param file the store's file; {@code -wal}, {@code -shm} and {@code .lock} files lie beside it while it is in use
     * @param clock the time
     * @param random where the salts of personal values come from
     * @throws GateException with {@code store_failed} where the file cannot be used: another process owns it, a later version of the
     *     gate wrote it, it is no store, or the disk fails
     */
    public static SqliteStore open(Path file, Clock clock, SecureRandom random) {
        var errors = new StoreErrors(file);
        StoreLock lock;
        try {
            lock = StoreLock.take(file, errors);
            StoreFile.prepare(file);
        } catch (IOException e) {
            throw errors.failed("cannot be opened: " + e + "; check the path and who may write there", e);
        }
        try {
            DataSource source = Connections.writing(file);
            Schema.migrate(source, errors);
            return new SqliteStore(file, errors, lock, source, clock, random);
        } catch (RuntimeException e) {
            release(lock);
            throw errors.translate(e);
        }
    }

    private static void release(StoreLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("the store's lock cannot be released", e);
        }
    }

    /** {@return the events} */
    public EventStore events() {
        return events;
    }

    /** {@return the index of requests} */
    public RequestIndex index() {
        return index;
    }

    /** {@return the index of tokens} */
    public TokenIndex tokens() {
        return tokens;
    }

    /** {@return the table of work} */
    public WorkQueue work() {
        return work;
    }

    /** {@return the inbox} */
    public Inbox inbox() {
        return inbox;
    }

    /** {@return tickets} */
    public Tickets tickets() {
        return tickets;
    }

    /** {@return sealed signing keys} */
    public SigningKeyStore signingKeys() {
        return signingKeys;
    }

    /** {@return sealed tokens of CI hosts} */
    public HostTokenStore hostTokens() {
        return hostTokens;
    }

    /** {@return texts by hash} */
    public Documents documents() {
        return documents;
    }

    /** {@return the ledger as records} */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Makes a consistent, verified copy that only its owner can read, while the store is in use.
     *
     * @param target must not exist
     * @throws GateException with {@code store_failed}; no file is left at {@code target} then
     */
    public void backup(Path target) {
        new Backup(file, errors).to(target);
    }

    /**
     * Builds the projections anew from the ledger. Nothing else is written meanwhile.
     *
     * @return how many events were read
     * @throws GateException with {@code store_failed} or {@code ledger_broken}; the projections are as before then
     */
    public long rebuild() {
        return writer.write(new Rebuild(codec, projections));
    }

    /**
     * Checks cheaply that the store answers: one transaction that changes nothing, and one query.
     *
     * @throws GateException with {@code store_failed}
     */
    public void check() {
        writer.write(handle -> true);
        readers.read(LedgerRows::last);
    }

    /** Carries out what has been given to it, and lets go of the file. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        release(lock);
    }
}
