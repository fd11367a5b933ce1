package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A modal that a person sees now.
 *
 * @param user who sees it
 * @param json the view object as Slack returns it; do not modify
 */
public record OpenView(String user, ObjectNode json) {

    /** {@code V…}. */
    public String id() {
        return json.path("id").asText();
    }

    /** What the app chose to recognise it by; empty where it chose nothing. */
    public String callbackId() {
        return json.path("callback_id").asText("");
    }

    /** Its title as shown. */
    public String title() {
        return json.path("title").path("text").asText();
    }

    /** Its blocks. */
    public JsonNode blocks() {
        return json.path("blocks");
    }
}
