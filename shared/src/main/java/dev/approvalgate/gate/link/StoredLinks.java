package dev.approvalgate.gate.link;

import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.policy.LinkBook;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.LinkSource;
import org.jspecify.annotations.Nullable;

/** The links in the ledger, read again only after they have changed. */
public final class StoredLinks implements LinkSource {

    /** The stream that all links are recorded in. */
    public static final String STREAM = "links";

    private final EventStore store;
    /** Another one after each change. */
    private volatile Object state = new Object();

    private volatile @Nullable Known known;

    /** What was read in a state. */
    private record Known(Object state, LinkBook book) {}

    /** Reads from a store, and listens to it. */
    public StoredLinks(EventStore store) {
        this.store = store;
        store.onCommit((stream, at) -> {
            if (stream.equals(STREAM)) {
                state = new Object();
            }
        });
    }

    @Override
    public AccountLinks current() {
        return book().links();
    }

    LinkBook book() {
        // Noted before the reading: what changes meanwhile is read the next time.
        Object now = state;
        Known last = known;
        if (last == null || last.state() != now) {
            last = new Known(now, LinkBook.of(store.read(STREAM).events()));
            known = last;
        }
        return last.book();
    }
}
