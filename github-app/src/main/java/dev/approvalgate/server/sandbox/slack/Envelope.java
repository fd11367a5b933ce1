package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.Urls;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One thing that a person did, on its way to the app.
 *
 * @param id the envelope's id over Socket Mode
 * @param command whether it is a slash command, which travels as plain fields
 * @param payload what happened
 */
record Envelope(String id, boolean command, ObjectNode payload) {

    static Envelope interaction(ObjectNode payload) {
        return new Envelope(UUID.randomUUID().toString(), false, payload);
    }

    static Envelope command(ObjectNode fields) {
        return new Envelope(UUID.randomUUID().toString(), true, fields);
    }

    /** The body of the HTTP request. */
    String form() {
        if (!command) {
            return "payload=" + Urls.encode(Json.write(payload));
        }
        return payload.properties().stream()
                .map(field ->
                        field.getKey() + "=" + Urls.encode(field.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    /** The frame over Socket Mode. */
    ObjectNode frame() {
        ObjectNode frame = Json.object()
                .put("envelope_id", id)
                .put("type", command ? "slash_commands" : "interactive")
                .put("accepts_response_payload", true);
        return frame.set("payload", payload);
    }
}
