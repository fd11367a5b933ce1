package dev.approvalgate.domain.token;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key, as its events tell it.
 *
 * @param id its RFC 7638 thumbprint
 * @param algorithm JWS algorithm that it signs with
 * @param state where it stands
 * @param madeAt since when it is published
 * @param signsFrom when it begins to sign at the earliest
 * @param startedAt when it began, or {@code null} where it has not
 * @param replacedAt when it ended, or {@code null} where it has not
 * @param goneAt since when it is published no more, or {@code null}
 */
public record KeyLife(
        String id,
        String algorithm,
        State state,
        Instant madeAt,
        Instant signsFrom,
        @Nullable Instant startedAt,
        @Nullable Instant replacedAt,
        @Nullable Instant goneAt) {

    /** Where a key stands, in the order in which it gets there. */
    public enum State {
        /** Published, and not signing yet. */
        NEXT,
        /** Signs. */
        CURRENT,
        /** Signs no more; tokens of it may live. */
        PREVIOUS,
        /** Published no more. */
        RETIRED,
        /** Given up, because nobody can open its private part, or somebody else can. */
        ABANDONED;

        /** {@return the name that people read, in lower case} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static KeyLife made(KeyEvent.Made event) {
        return new KeyLife(event.id(), event.algorithm(), State.NEXT, event.at(), event.signsFrom(), null, null, null);
    }

    KeyLife started(Instant at) {
        return new KeyLife(id, algorithm, State.CURRENT, madeAt, signsFrom, at, null, null);
    }

    KeyLife replaced(Instant at) {
        return new KeyLife(id, algorithm, State.PREVIOUS, madeAt, signsFrom, startedAt, at, null);
    }

    KeyLife gone(State end, Instant at) {
        return new KeyLife(id, algorithm, end, madeAt, signsFrom, startedAt, replacedAt, at);
    }

    /** {@return whether tokens of it are to be believed} */
    public boolean isPublished() {
        return state.compareTo(State.PREVIOUS) <= 0;
    }
}
