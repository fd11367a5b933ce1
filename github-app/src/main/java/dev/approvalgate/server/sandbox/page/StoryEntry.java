package dev.approvalgate.server.sandbox.page;

import java.time.Instant;

/**
 * One line of the page's "What just happened".
 *
 * @param time when
 * @param title what, in a few words
 * @param detail more about it; may be empty
 * @param state how it stands
 */
public record StoryEntry(Instant time, String title, String detail, State state) {

    /** How a step stands; the page gives each its colour. */
    public enum State {
        /** Nothing is decided by it. */
        INFO,
        /** Somebody or something is waited for. */
        WAITING,
        /** It went well. */
        DONE,
        /** It was refused. */
        REFUSED,
        /** It failed. */
        FAILED
    }
}
