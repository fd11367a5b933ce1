package dev.approvalgate.server.sandbox.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person reads and can press in blocks. */
public final class Reading {
    private static final List<String> SHOWN = List.of("text", "alt_text", "title", "label");

    private Reading() {}

    /** {@return all visible text, one piece a line} */
    public static String text(JsonNode blocks) {
        var lines = new ArrayList<String>();
        collect(blocks, lines);
        return String.join("\n", lines);
    }

    private static void collect(JsonNode node, List<String> lines) {
        for (String name : SHOWN) {
            if (node.path(name).isTextual()) {
                lines.add(node.path(name).textValue());
            }
        }
        node.forEach(child -> collect(child, lines));
    }

    /** {@return the labels of the buttons, in order} */
    public static List<String> buttons(JsonNode blocks) {
        return elements(blocks, "button").stream().map(Reading::label).toList();
    }

    /** {@return the action id of the button with a label; dots behind it, which say that a dialog follows, do not matter} */
    public static Optional<String> button(JsonNode blocks, String label) {
        return elements(blocks, "button").stream()
                .filter(element ->
                        label(element).equals(label) || label(element).equals(label + "…"))
                .map(element -> element.path("action_id").asText())
                .findFirst();
    }

    /** {@return the action ids of the text fields} */
    public static List<String> fields(JsonNode blocks) {
        return elements(blocks, "plain_text_input").stream()
                .map(element -> element.path("action_id").asText())
                .toList();
    }

    /** {@return the texts that Slack would format} */
    public static String formatted(JsonNode blocks) {
        return String.join(
                "\n",
                elements(blocks, "mrkdwn").stream()
                        .map(text -> text.path("text").asText())
                        .toList());
    }

    private static String label(JsonNode button) {
        return button.path("text").path("text").asText();
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
