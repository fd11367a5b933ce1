package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers envelopes: what a person did is durable before it is acknowledged; what failed is not acknowledged. */
final class SocketFrames {

    private static final Logger LOG = LoggerFactory.getLogger(SocketFrames.class);

    private final SlackInteractions interactions;
    private final SlackCommands commands;

    SocketFrames(SlackInteractions interactions, SlackCommands commands) {
        this.interactions = interactions;
        this.commands = commands;
    }

    /** {@return the acknowledgement, or empty where there must be none, so that the person sees that it failed} */
    Optional<String> acknowledge(ObjectNode frame) {
        ObjectNode answer = Json.object().put("envelope_id", Json.text(frame, "envelope_id"));
        try {
            SlackReply reply = switch (Json.text(frame, "type")) {
                case "interactive" -> interactions.handle(Json.write(frame.path("payload")));
                case "slash_commands" -> commands.handle(fields(frame.path("payload")));
                default -> SlackReply.OK;
            };
            if (!reply.json().isEmpty()) {
                JsonNode payload = Json.readObject(reply.json());
                answer.set("payload", payload);
            }
            return Optional.of(Json.write(answer));
        } catch (GateException e) {
            LOG.warn(
                    "an interaction that came by socket was refused ({}): {}",
                    e.reason().code(),
                    e.getMessage());
            return e.reason().kind() == ReasonCode.Kind.UNAVAILABLE
                    ? Optional.empty()
                    : Optional.of(Json.write(answer));
        } catch (RuntimeException e) {
            LOG.error("an interaction that came by socket failed", e);
            return Optional.empty();
        }
    }

    /** Commands come as a flat object here, and as a form over HTTP. */
    private static Map<String, String> fields(JsonNode payload) {
        var fields = new HashMap<String, String>();
        payload.properties().forEach(field -> fields.put(field.getKey(), Json.text(payload, field.getKey())));
        return fields;
    }
}
