package dev.approvalgate.journeys.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person reads and can press in a message or a modal. */
public final class Shown {

    private Shown() {}

    /** {@return all visible text, one piece a line; what only buttons carry is not among it} */
    public static String text(JsonNode blocks) {
        var lines = new ArrayList<String>();
        collect(blocks, lines);
        return String.join("\n", lines);
    }

    private static void collect(JsonNode node, List<String> lines) {
        if (node.isObject()) {
            for (String name : List.of("text", "alt_text", "title", "label", "placeholder", "url")) {
                if (node.path(name).isTextual()) {
                    lines.add(node.path(name).textValue());
                }
            }
        }
        node.forEach(child -> collect(child, lines));
    }

    /** {@return the labels of the buttons, in order} */
    public static List<String> buttons(JsonNode blocks) {
        return elements(blocks, "button").stream().map(Shown::label).toList();
    }

    /** {@return the action id of the button with a label} */
    public static Optional<String> button(JsonNode blocks, String label) {
        return elements(blocks, "button").stream()
                .filter(element -> label(element).equals(label))
                .map(element -> element.path("action_id").asText())
                .findFirst();
    }

    /** {@return the action ids of the text fields} */
    public static List<String> inputs(JsonNode blocks) {
        return elements(blocks, "plain_text_input").stream()
                .map(element -> element.path("action_id").asText())
                .toList();
    }

    /** Three dots say that a dialog follows; people name the button without them. */
    private static String label(JsonNode button) {
        return button.path("text").path("text").asText().replaceAll("…$", "");
    }

    private static List<JsonNode> elements(JsonNode node, String type) {
        var found = new ArrayList<JsonNode>();
        if (node.path("type").asText().equals(type)) {
            found.add(node);
        }
        node.forEach(child -> found.addAll(elements(child, type)));
        return found;
    }
}
