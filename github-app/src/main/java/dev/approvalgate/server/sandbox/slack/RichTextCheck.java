package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks {@code rich_text} blocks: their sections, lists, quotes and preformatted parts. */
final class RichTextCheck extends Check {
    private static final Set<String> PARTS = Set.of("rich_text_section", "rich_text_preformatted", "rich_text_quote");
    private static final Map<String, String> INLINE = Map.of(
            "text", "text",
            "link", "url",
            "emoji", "name",
            "user", "user_id",
            "usergroup", "usergroup_id",
            "channel", "channel_id",
            "broadcast", "range",
            "date", "timestamp");
    private static final Set<String> STYLES =
            Set.of("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink");

    RichTextCheck(List<BlockKitRules.Problem> found) {
        super(found);
    }

    void block(JsonNode block, String at) {
        if (object(block, at, Set.of("type", "block_id", "elements"))
                && list(block.path("elements"), at + "/elements", 0, Integer.MAX_VALUE)) {
            for (int i = 0; i < block.path("elements").size(); i++) {
                part(block.path("elements").get(i), at + "/elements/" + i);
            }
        }
    }

    private void part(JsonNode part, String at) {
        String type = part.path("type").asText();
        boolean rows = type.equals("rich_text_list");
        if (!rows && !PARTS.contains(type)) {
            problem(at + "/type", "unsupported type: " + type);
            return;
        }
        Set<String> members = rows
                ? Set.of("type", "elements", "style", "indent", "offset", "border")
                : Set.of("type", "elements", "border", "language");
        if (!object(part, at, members) || !list(part.path("elements"), at + "/elements", 0, Integer.MAX_VALUE)) {
            return;
        }
        if (rows && !Set.of("bullet", "ordered").contains(part.path("style").asText())) {
            problem(at + "/style", "must be one of: bullet, ordered");
        }
        for (int i = 0; i < part.path("elements").size(); i++) {
            JsonNode child = part.path("elements").get(i);
            if (rows) {
                part(child, at + "/elements/" + i);
            } else {
                inline(child, at + "/elements/" + i);
            }
        }
    }

    private void inline(JsonNode element, String at) {
        String type = element.path("type").asText();
        String needed = INLINE.get(type);
        if (needed == null) {
            problem(at + "/type", "unsupported type: " + type);
            return;
        }
        if (element.path(needed).asText("").isEmpty()) {
            problem(at, "missing required field: " + needed);
        }
        for (var style : element.path("style").properties()) {
            if (!STYLES.contains(style.getKey())) {
                problem(at + "/style", "invalid additional property: " + style.getKey());
            }
        }
    }
}
