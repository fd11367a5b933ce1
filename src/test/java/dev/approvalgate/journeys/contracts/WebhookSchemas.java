package dev.approvalgate.journeys.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.journeys.tools.Node;
import dev.approvalgate.server.sandbox.github.Delivery;
import java.util.List;
import java.util.Map;

/** What GitHub's published packages say of webhooks. */
public final class WebhookSchemas {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCRIPT = "github-webhooks.mjs";

    private WebhookSchemas() {}

    /** {@return what in these deliveries breaks the published schema; empty where nothing does} */
    public static JsonNode problems(List<Delivery> deliveries) {
        var list = MAPPER.createArrayNode();
        for (Delivery delivery : deliveries) {
            list.addObject()
                    .put("event", delivery.event())
                    .put("action", delivery.action())
                    .set("payload", parse(delivery.payload().text()));
        }
        return Node.run(SCRIPT, Map.of("do", "check", "deliveries", list));
    }

    /** {@return the published examples of an event} */
    public static JsonNode examples(String event, String action) {
        return Node.run(SCRIPT, Map.of("do", "examples", "event", event, "action", action));
    }

    /** {@return payloads made from the published schema: {@code required} with only what it requires, {@code full} with all it knows} */
    public static JsonNode made(String event, String action) {
        return Node.run(SCRIPT, Map.of("do", "make", "event", event, "action", action));
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a delivery holds no JSON", e);
        }
    }
}
