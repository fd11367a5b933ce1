package dev.approvalgate.server.github;

import dev.approvalgate.domain.approval.ReasonCode;

/** Sees what becomes of deliveries; for metrics. Must return quickly and not throw. */
public interface DeliveryObserver {

    /** Nobody watches. */
    DeliveryObserver NONE = new DeliveryObserver() {};

    /**
     * A delivery was put into the inbox.
     *
     * @param event GitHub's name of the event; one of those that we handle, else {@code other}
     */
    default void accepted(String event) {}

    /**
     * A delivery was dealt with.
     *
     * @param event the event
     */
    default void handled(String event) {}

    /**
     * A delivery was dropped without effect, because it makes no sense or does not fit the facts.
     *
     * @param event the event
     * @param reason why
     */
    default void dropped(String event, ReasonCode reason) {}
}
