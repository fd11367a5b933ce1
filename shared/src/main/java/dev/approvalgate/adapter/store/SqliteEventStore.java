package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EncodedEvent;
import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ledger's reading and writing sides. */
final class SqliteEventStore implements EventStore {

    private final Writer writer;
    private final Readers readers;
    private final EventCodec codec;
    private final StreamReader streams;
    private final Append append;
    private final Clock clock;
    private final SecureRandom random;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    SqliteEventStore(
            Writer writer, Readers readers, EventCodec codec, Append append, Clock clock, SecureRandom random) {
        this.writer = writer;
        this.readers = readers;
        this.codec = codec;
        this.streams = new StreamReader(codec);
        this.append = append;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public History read(String stream) {
        return readers.read(handle -> streams.read(handle, stream));
    }

    @Override
    public void commit(Commit commit) {
        commit.documents().forEach(SqliteDocuments::requireMatch);
        // Encoded here, on the caller's thread: the writer's has other callers waiting.
        List<EncodedEvent> encoded = commit.events().stream()
                .map(event -> codec.encode(event, random))
                .toList();
        Instant now = clock.instant();
        writer.write(
                handle -> {
                    append.run(handle, commit, encoded, now);
                    return true;
                },
                () -> listeners.forEach(listener -> listener.committed(commit.stream(), now)));
    }

    @Override
    public void onCommit(Listener listener) {
        listeners.add(listener);
    }
}
