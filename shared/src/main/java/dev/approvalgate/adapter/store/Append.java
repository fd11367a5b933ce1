package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EncodedEvent;
import dev.approvalgate.adapter.store.codec.PersonalValue;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.ledger.LedgerRecord;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** One commit, inside the writer's transaction: claims, records, values, projections, documents and work. */
final class Append {

    private final Projections projections;

    Append(Projections projections) {
        this.projections = projections;
    }

    /** The last record of a stream. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(long version, byte[] hash) {}

    void run(Handle handle, Commit commit, List<EncodedEvent> encoded, Instant now) {
        Head head = head(handle, commit.stream());
        if (head.version() != commit.expectedVersion()) {
            throw new VersionConflict(commit.stream(), commit.expectedVersion());
        }
        for (String name : new TreeSet<>(commit.claims())) {
            claim(handle, name, commit.stream(), now);
        }
        append(handle, commit, encoded, head);
        commit.documents().forEach((hash, text) -> document(handle, commit.stream(), hash, text));
        commit.work().forEach(work -> WorkRows.add(handle, work));
    }

    private static Head head(Handle handle, String stream) {
        return handle.createQuery(
                        "SELECT version, hash FROM event WHERE stream = :stream ORDER BY version DESC LIMIT 1")
                .bind("stream", stream)
                .map((row, context) -> new Head(row.getLong("version"), row.getBytes("hash")))
                .findOne()
                .orElseGet(() -> new Head(0, LedgerRecord.genesis()));
    }

    private static void claim(Handle handle, String name, String stream, Instant now) {
        int made = handle.createUpdate(
                        "INSERT INTO claim (name, stream, at) VALUES (:name, :stream, :at) ON CONFLICT DO NOTHING")
                .bind("name", name)
                .bind("stream", stream)
                .bind("at", Times.text(now))
                .execute();
        if (made == 0) {
            throw new ClaimTaken(name);
        }
    }

    private void append(Handle handle, Commit commit, List<EncodedEvent> encoded, Head head) {
        if (encoded.isEmpty()) {
            return;
        }
        long position = handle.createQuery("SELECT COALESCE(MAX(position), 0) FROM event")
                .mapTo(Long.class)
                .one();
        long version = head.version();
        byte[] link = head.hash();
        for (int i = 0; i < encoded.size(); i++) {
            DomainEvent event = commit.events().get(i);
            EncodedEvent form = encoded.get(i);
            position++;
            version++;
            LedgerRecord record = LedgerRecord.link(
                    commit.stream(),
                    version,
                    form.type(),
                    form.schemaVersion(),
                    event.at(),
                    form.payload().getBytes(StandardCharsets.UTF_8),
                    link);
            insert(handle, position, record, form.payload());
            for (PersonalValue value : form.values()) {
                insert(handle, position, commit.stream(), value);
            }
            projections.apply(handle, position, commit.stream(), event);
            link = record.hash();
        }
    }

    private static void insert(Handle handle, long position, LedgerRecord record, String payload) {
        handle.createUpdate("INSERT INTO event (" + EventRow.COLUMNS + ") VALUES (:position, :stream, :version, :type, "
                        + ":schema, :at, :payload, :previous, :hash)")
                .bind("position", position)
                .bind("stream", record.stream())
                .bind("version", record.version())
                .bind("type", record.type())
                .bind("schema", record.schemaVersion())
                .bind("at", Times.text(record.at()))
                .bind("payload", payload)
                .bind("previous", record.previousHash())
                .bind("hash", record.hash())
                .execute();
    }

    private static void insert(Handle handle, long position, String stream, PersonalValue value) {
        handle.createUpdate(
                        "INSERT INTO personal_value (commitment, position, stream, salt, text) VALUES (:commitment, "
                                + ":position, :stream, :salt, :text)")
                .bind("commitment", value.commitment())
                .bind("position", position)
                .bind("stream", stream)
                .bind("salt", value.salt())
                .bind("text", value.text())
                .execute();
    }

    private static void document(Handle handle, String stream, Sha256 hash, String text) {
        handle.createUpdate("INSERT INTO document (hash, text) VALUES (:hash, :text) ON CONFLICT DO NOTHING")
                .bind("hash", hash.hex())
                .bind("text", text)
                .execute();
        handle.createUpdate("INSERT INTO document_use (stream, hash) VALUES (:stream, :hash) ON CONFLICT DO NOTHING")
                .bind("stream", stream)
                .bind("hash", hash.hex())
                .execute();
    }
}
