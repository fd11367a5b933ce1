package dev.approvalgate.adapter.store;

import dev.approvalgate.adapter.store.ledger.LedgerCheck;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.port.Ledger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ledger as records. Without an {@link Eraser} it can only be read. */
final class SqliteLedger implements Ledger {

    private final Readers readers;
    private final @Nullable Eraser eraser;

    SqliteLedger(Readers readers, @Nullable Eraser eraser) {
        this.readers = readers;
        this.eraser = eraser;
    }

    @Override
    public long size() {
        return readers.read(handle -> handle.createQuery("SELECT COUNT(*) FROM event")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void read(Consumer<Entry> reader) {
        long last = readers.read(LedgerRows::last);
        long position = 0;
        while (position < last) {
            long after = position;
            List<Entry> page = readers.read(handle -> LedgerRows.page(handle, after, last));
            if (page.isEmpty()) {
                return;
            }
            page.forEach(reader);
            position = page.get(page.size() - 1).position();
        }
    }

    @Override
    public Verification verify() {
        // Erasures that come after this look at them concern values that this check may still meet or may miss.
        Set<String> erased = new HashSet<>();
        var check = new LedgerCheck(stream -> erased.contains(stream) || isErased(stream, erased));
        try {
            read(check::next);
        } catch (GateException e) {
            if (e.reason() != ReasonCode.LEDGER_BROKEN) {
                throw e;
            }
            check.stop(e.getMessage() == null ? "a row is no record" : e.getMessage());
        }
        return check.result();
    }

    private boolean isErased(String stream, Set<String> known) {
        boolean erased = readers.read(
                handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM erasure WHERE stream = :stream)")
                        .bind("stream", stream)
                        .mapTo(Boolean.class)
                        .one());
        if (erased) {
            known.add(stream);
        }
        return erased;
    }

    @Override
    public int erase(RequestId request) {
        if (eraser == null) {
            throw new IllegalStateException("this ledger was opened for reading");
        }
        return eraser.erase(request.value());
    }
}
