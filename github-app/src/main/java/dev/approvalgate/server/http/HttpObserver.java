package dev.approvalgate.server.http;

import java.time.Duration;

/** Sees requests that were answered; for metrics. Must return quickly and not throw. */
public interface HttpObserver {

    /** Nobody watches. */
    HttpObserver NONE = new HttpObserver() {};

    /**
     * A request was answered.
     *
     * @param route one of our own paths, {@code other} for anything else
     */
    default void answered(String method, String route, int status, Duration took) {}

    /**
     * A proxy asked whether a request may reach a target.
     *
     * @param answer {@code allowed}, or the code of the reason why not
     */
    default void targetAsked(String answer) {}

    /** A webhook or a Slack call came whose signature does not hold. */
    default void signatureRefused(String source) {}
}
