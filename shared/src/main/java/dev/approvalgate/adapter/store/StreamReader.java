package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.adapter.store.ledger.Commitments;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.ledger.LedgerRecord;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.Ledger.Value;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Reads a stream. Hashes, links and commitments are checked on the way, so that a row that somebody edited in the file is found when
 * it is used, not only when the whole ledger is verified.
 */
final class StreamReader {

    private final EventCodec codec;

    StreamReader(EventCodec codec) {
        this.codec = codec;
    }

    History read(Handle handle, String stream) {
        List<EventRow> rows = handle.createQuery(
                        "SELECT " + EventRow.COLUMNS + " FROM event WHERE stream = :stream ORDER BY version")
                .bind("stream", stream)
                .map(EventRow::read)
                .list();
        if (rows.isEmpty()) {
            return new History(0, List.of());
        }
        // After the events: a value that is missing now has been erased, for it was stored with its event.
        Map<String, String> values = values(handle, stream);
        byte[] link = LedgerRecord.genesis();
        var events = new ArrayList<DomainEvent>();
        for (EventRow row : rows) {
            LedgerRecord record = row.record();
            if (record.version() != events.size() + 1
                    || !record.hashIsRight()
                    || !MessageDigest.isEqual(record.previousHash(), link)) {
                throw broken("record " + record + " at position " + row.position() + " was altered or lost");
            }
            link = record.hash();
            events.add(codec.decode(record.type(), record.schemaVersion(), row.payload(), values::get));
        }
        return new History(events.size(), events);
    }

    private static Map<String, String> values(Handle handle, String stream) {
        var values = new HashMap<String, String>();
        handle.createQuery("SELECT " + ValueRow.COLUMNS + " FROM personal_value WHERE stream = :stream")
                .bind("stream", stream)
                .map(ValueRow::read)
                .forEach(row -> {
                    Value value = row.value();
                    if (!Commitments.hold(value)) {
                        throw broken(
                                "a personal value beside the record at position " + row.position() + " was altered");
                    }
                    values.put(value.commitment(), value.text());
                });
        return values;
    }

    private static GateException broken(String what) {
        return new GateException(
                ReasonCode.LEDGER_BROKEN,
                "the ledger is broken: " + what + "; verify the ledger and restore it from a backup");
    }
}
