package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.codec.EventCodec;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.EventStore;

/** The events of a store that another process may own. */
final class ReadOnlyEvents implements EventStore {

    private final Readers readers;
    private final StreamReader streams = new StreamReader(new EventCodec());

    ReadOnlyEvents(Readers readers) {
        this.readers = readers;
    }

    @Override
    public History read(String stream) {
        return readers.read(handle -> streams.read(handle, stream));
    }

    @Override
    public void commit(Commit commit) {
        throw new GateException(ReasonCode.STORE_FAILED, "this store is only read");
    }

    /** Nothing is ever stored through this, so there is nothing to tell. */
    @Override
    public void onCommit(Listener listener) {}
}
