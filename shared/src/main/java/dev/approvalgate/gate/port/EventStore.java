package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The append-only ledger, the single source of truth. What one commit carries is stored together or not at all, and is durable when
 * the call returns.
 */
public interface EventStore {

    /**
     * {@return a stream's events so far; version 0 and no events where the stream does not exist}
     *
     * @throws GateException with {@code store_failed}
     */
    History read(String stream);

    /**
     * Stores events and whatever goes with them.
     *
     * @throws VersionConflict where the stream has moved on; load again and decide again
     * @throws ClaimTaken where one of the claims was made before
     * @throws GateException with {@code store_failed}; nothing was stored then, and no effect may follow
     */
    void commit(Commit commit);

    /**
     * A stream's past.
     *
     * @param version version of the last event; 0 for none
     * @param events oldest first
     */
    record History(long version, List<DomainEvent> events) {
        public History {
            events = List.copyOf(events);
        }

        /** {@return whether nothing has happened yet} */
        public boolean isEmpty() {
            return version == 0;
        }
    }

    /**
     * What is to be stored.
     *
     * @param stream the stream to append to
     * @param expectedVersion the version that the decision was based on
     * @param events what happened; may be empty where only work or claims are to be stored
     * @param work effects and timers that follow from it
     * @param claims names that can be claimed once in the life of the store; they settle races
     * @param documents texts stored by their hash, such as rendered messages
     */
    record Commit(
            String stream,
            long expectedVersion,
            List<? extends DomainEvent> events,
            List<Work> work,
            Set<String> claims,
            Map<Sha256, String> documents) {
        public Commit {
            events = List.copyOf(events);
            work = List.copyOf(work);
            claims = Set.copyOf(claims);
            documents = Map.copyOf(documents);
        }

        /** {@return a commit of events and the work that follows} */
        public static Commit of(
                String stream, long expectedVersion, List<? extends DomainEvent> events, List<Work> work) {
            return new Commit(stream, expectedVersion, events, work, Set.of(), Map.of());
        }

        /** {@return the same with names claimed} */
        public Commit claiming(Set<String> names) {
            return new Commit(stream, expectedVersion, events, work, names, documents);
        }

        /** {@return the same with texts stored by hash} */
        public Commit with(Map<Sha256, String> texts) {
            return new Commit(stream, expectedVersion, events, work, claims, texts);
        }
    }

    /** Told after each commit; must return quickly and not throw. */
    interface Listener {
        /**
         * Says that a stream has grown.
         *
         * @param stream the stream that has grown
         * @param at when
         */
        void committed(String stream, Instant at);
    }

    /** Adds a listener for the life of the store. */
    void onCommit(Listener listener);

    /** The stream is not at the version that the decision was based on. */
    final class VersionConflict extends RuntimeException {
        /**
         * Names the stream.
         *
         * @param stream the stream
         * @param expected the version that was expected
         */
        public VersionConflict(String stream, long expected) {
            super(stream + " is no longer at version " + expected);
        }
    }

    /** A name has been claimed before. */
    final class ClaimTaken extends RuntimeException {
        private final String claim;

        /**
         * Names the claim.
         *
         * @param claim the name
         */
        public ClaimTaken(String claim) {
            super("already claimed: " + claim);
            this.claim = claim;
        }

        /** {@return the name} */
        public String claim() {
            return claim;
        }
    }
}
