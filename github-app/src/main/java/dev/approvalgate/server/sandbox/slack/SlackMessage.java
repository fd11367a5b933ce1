package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message as it stands now.
 *
 * @param channel the conversation's id
 * @param ts its id in the conversation, such as {@code 1700000000.000100}
 * @param visibleTo for an ephemeral message, the one user who sees it
 * @param json the message object as the Web API returns it, metadata included; do not modify
 */
public record SlackMessage(
        String channel, String ts, @Nullable String visibleTo, ObjectNode json) {

    /** The fallback text; empty where there is none. */
    public String text() {
        return json.path("text").asText("");
    }

    /** The blocks; missing where there are none. */
    public JsonNode blocks() {
        return json.path("blocks");
    }

    /** The metadata; missing where there is none. */
    public JsonNode metadata() {
        return json.path("metadata");
    }

    /** The {@code ts} of the message that this one replies to. */
    public Optional<String> thread() {
        return Optional.ofNullable(json.path("thread_ts").textValue()).filter(parent -> !parent.equals(ts));
    }

    /** Whether only one person sees it. */
    public boolean ephemeral() {
        return visibleTo != null;
    }
}
