package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.gate.port.Ledger.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Builds the projections anew, as one command: nobody sees them half built. Personal values are not needed for it. */
final class Rebuild implements Writer.Command<Long> {

    private final EventCodec codec;
    private final Projections projections;

    Rebuild(EventCodec codec, Projections projections) {
        this.codec = codec;
        this.projections = projections;
    }

    @Override
    public Long run(Handle handle) {
        projections.clear(handle);
        long events = 0;
        long position = 0;
        long last = LedgerRows.last(handle);
        while (position < last) {
            List<Entry> page = LedgerRows.page(handle, position, last);
            for (Entry entry : page) {
                apply(handle, entry);
            }
            events += page.size();
            position = page.isEmpty() ? last : page.get(page.size() - 1).position();
        }
        return events;
    }

    private void apply(Handle handle, Entry entry) {
        var record = entry.record();
        projections.apply(
                handle,
                entry.position(),
                record.stream(),
                codec.decode(
                        record.type(),
                        record.schemaVersion(),
                        new String(record.payload(), StandardCharsets.UTF_8),
                        commitment -> null));
    }
}
