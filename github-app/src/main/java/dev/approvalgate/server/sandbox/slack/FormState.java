package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person entered, in the shape of {@code state.values}; refuses what Slack's client would not let them send. */
final class FormState {

    private FormState() {}

    /**
     * The state of all stateful elements.
     *
     * @param entered by action id or block id: text, or the values of the chosen options separated by commas
     * @throws IllegalArgumentException where a required field is empty, or a text too short or too long
     */
    static ObjectNode submitted(JsonNode blocks, Map<String, String> entered) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("input")) {
                check(block, value(block, block.path("element"), entered));
            }
        }
        return current(blocks, entered);
    }

    /** The state while the person is still filling in. */
    static ObjectNode current(JsonNode blocks, Map<String, String> entered) {
        ObjectNode values = Json.object();
        for (JsonNode block : blocks) {
            Elements.of(block)
                    .forEach(element -> state(block, element, entered)
                            .ifPresent(state -> values.withObjectProperty(
                                            block.path("block_id").asText())
                                    .set(element.path("action_id").asText(), state)));
        }
        return values;
    }

    private static void check(JsonNode block, String value) {
        JsonNode element = block.path("element");
        String label = block.path("label").path("text").asText();
        if (value.isBlank()) {
            if (!block.path("optional").asBoolean(false)) {
                throw new IllegalArgumentException("\"" + label + "\" is required.");
            }
        } else if (value.length() < element.path("min_length").asInt(0)
                || value.length() > element.path("max_length").asInt(3000)) {
            throw new IllegalArgumentException("\"" + label + "\" is too short or too long.");
        }
    }

    private static String value(JsonNode block, JsonNode element, Map<String, String> entered) {
        String action = element.path("action_id").asText();
        String byBlock = block.path("block_id").asText();
        String initial = element.path("initial_value")
                .asText(element.path("initial_option").path("value").asText(""));
        return entered.getOrDefault(action, entered.getOrDefault(byBlock, initial));
    }

    private static Optional<ObjectNode> state(JsonNode block, JsonNode element, Map<String, String> entered) {
        String type = element.path("type").asText();
        String value = value(block, element, entered);
        ObjectNode state = Json.object().put("type", type);
        switch (type) {
            case "plain_text_input" -> state.put("value", value.isEmpty() ? null : value);
            case "static_select", "radio_buttons" ->
                state.set("selected_option", Elements.option(element, value).orElse(null));
            case "checkboxes" -> {
                ArrayNode chosen = state.putArray("selected_options");
                List.of(value.split(","))
                        .forEach(v -> Elements.option(element, v).ifPresent(chosen::add));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(state);
    }
}
