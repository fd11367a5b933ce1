package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a person can act on in blocks, and describes the act. */
final class Elements {

    private Elements() {}

    /** The interactive elements of one block. */
    static List<JsonNode> of(JsonNode block) {
        List<JsonNode> found = new ArrayList<>();
        switch (block.path("type").asText()) {
            case "section" -> found.add(block.path("accessory"));
            case "input" -> found.add(block.path("element"));
            case "actions" -> block.path("elements").forEach(found::add);
            default -> {}
        }
        found.removeIf(element -> !element.has("action_id"));
        return found;
    }

    /**
     * The action of a person who uses an element.
     *
     * @param option the chosen option's value; null for a button
     * @throws NoSuchElementException where the blocks show no such element or option
     */
    static ObjectNode act(JsonNode blocks, String actionId, @Nullable String option) {
        for (JsonNode block : blocks) {
            for (JsonNode element : of(block)) {
                if (element.path("action_id").asText().equals(actionId)) {
                    return act(block, element, option);
                }
            }
        }
        throw new NoSuchElementException("Nothing with the action_id " + actionId + " is shown.");
    }

    private static ObjectNode act(JsonNode block, JsonNode element, @Nullable String option) {
        ObjectNode action =
                Json.object().put("action_id", element.path("action_id").asText());
        action.put("block_id", block.path("block_id").asText());
        for (String copied : List.of("text", "value", "style", "confirm")) {
            if (element.has(copied)) {
                action.set(copied, element.path(copied));
            }
        }
        if (option != null) {
            action.set(
                    "selected_option",
                    option(element, option)
                            .orElseThrow(() -> new NoSuchElementException("No option has the value " + option + ".")));
        }
        return action.put("type", element.path("type").asText());
    }

    static Optional<JsonNode> option(JsonNode element, String value) {
        for (JsonNode option : element.path("options")) {
            if (option.path("value").asText().equals(value)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
