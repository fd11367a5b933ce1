package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One method of the Web API.
 *
 * @param scope what the token must be granted; empty where any token will do
 * @param body what it does
 */
record Method(String scope, Body body) {

    /** Does the work and returns the members that join {@code "ok":true}. */
    interface Body {
        ObjectNode call(Arguments arguments) throws SlackError;
    }
}
