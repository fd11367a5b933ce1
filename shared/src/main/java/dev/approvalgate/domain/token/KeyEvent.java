package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.DomainEvent;
import java.time.Instant;

/** What can happen to a key that signs tokens. Recorded in the stream {@value KeyRing#STREAM}, of which all keys are read. */
public sealed interface KeyEvent extends DomainEvent {

    /** {@return the key's RFC 7638 thumbprint, {@code kid} of its tokens} */
    String id();

    /**
     * A key was made; from now on it is published.
     *
     * @param id the key
     * @param algorithm JWS algorithm that it signs with
     * @param signsFrom when it begins to sign at the earliest
     * @param at when
     */
    record Made(String id, String algorithm, Instant signsFrom, Instant at) implements KeyEvent {}

    /**
     * A key began to sign.
     *
     * @param id the key
     * @param at when
     */
    record Started(String id, Instant at) implements KeyEvent {}

    /**
     * A key signs no more, because another of its algorithm does. It stays published for as long as a token of it may live.
     *
     * @param id the key
     * @param by the other
     * @param at when
     */
    record Replaced(String id, String by, Instant at) implements KeyEvent {}

    /**
     * A key is published no more, and its private part is erased.
     *
     * @param id the key
     * @param at when
     */
    record Retired(String id, Instant at) implements KeyEvent {}

    /**
     * A key was given up, by command: it is published no more, and its private part is erased. Whatever it signed died with that.
     *
     * @param id the key
     * @param cause why
     * @param at when
     */
    record Abandoned(String id, LossCause cause, Instant at) implements KeyEvent {}
}
