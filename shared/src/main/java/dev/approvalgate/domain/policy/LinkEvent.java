package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.DomainEvent;
import java.time.Instant;

/** What can happen to the links that people make between their own accounts. All of them are recorded in one stream. */
public sealed interface LinkEvent extends DomainEvent {

    /** {@return the link} */
    LinkId link();

    /**
     * Somebody signed in to both accounts and said that both are theirs.
     *
     * @param link names the link from now on
     * @param one an account
     * @param other the other
     * @param effectiveAt from when on each speaks for the other
     * @param at when
     */
    record Linked(LinkId link, Account one, Account other, Instant effectiveAt, Instant at) implements LinkEvent {}

    /**
     * A link was ended. Neither account speaks for the other any more; what either wrote stays one human's work.
     *
     * @param link the link
     * @param by the account that ended it, one of the two
     * @param at when
     */
    record Unlinked(LinkId link, Account by, Instant at) implements LinkEvent {}
}
