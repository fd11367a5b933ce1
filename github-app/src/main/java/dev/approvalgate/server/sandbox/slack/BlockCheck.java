package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks blocks: which are allowed where, and what each may hold. */
final class BlockCheck extends Check {
    private static final int SECTION_TEXT = 3000;
    private static final int FIELD_TEXT = 2000;

    private final boolean inView;
    private final ElementCheck elements;
    private final RichTextCheck richText;
    private final Set<String> blockIds = new HashSet<>();

    BlockCheck(List<BlockKitRules.Problem> found, boolean inView) {
        super(found);
        this.inView = inView;
        this.elements = new ElementCheck(found);
        this.richText = new RichTextCheck(found);
    }

    void blocks(JsonNode blocks, String pointer, int most) {
        if (!list(blocks, pointer, inView ? 0 : 1, most)) {
            return;
        }
        for (int i = 0; i < blocks.size(); i++) {
            block(blocks.get(i), pointer + "/" + i);
        }
    }

    private void block(JsonNode block, String at) {
        elements.nextBlock();
        String type = block.path("type").asText();
        switch (type) {
            case "section" -> section(block, at);
            case "divider" -> object(block, at, Set.of("type", "block_id"));
            case "header" -> header(block, at);
            case "context" -> context(block, at);
            case "actions" -> actions(block, at);
            case "image" -> image(block, at);
            case "rich_text" -> richText.block(block, at);
            case "input" -> input(block, at);
            default -> problem(at + "/type", "unsupported type: " + type);
        }
        string(block, at, "block_id", 255, false);
        String id = block.path("block_id").asText("");
        if (!id.isEmpty() && !blockIds.add(id)) {
            problem(at + "/block_id", "`block_id` " + id + " already exists in the payload");
        }
    }

    private void section(JsonNode block, String at) {
        if (!object(block, at, Set.of("type", "block_id", "text", "fields", "accessory", "expand"))) {
            return;
        }
        boolean fields = block.has("fields");
        text(block, at, "text", SECTION_TEXT, !fields, false);
        if (fields && list(block.path("fields"), at + "/fields", 1, 10)) {
            for (int i = 0; i < block.path("fields").size(); i++) {
                textObject(block.path("fields").get(i), at + "/fields/" + i, FIELD_TEXT, false);
            }
        }
        if (block.has("accessory")) {
            elements.element(block.path("accessory"), at + "/accessory", ElementCheck.IN_SECTION);
        }
    }

    private void header(JsonNode block, String at) {
        if (object(block, at, Set.of("type", "block_id", "text"))) {
            text(block, at, "text", 150, true, true);
        }
    }

    private void context(JsonNode block, String at) {
        JsonNode items = block.path("elements");
        if (!object(block, at, Set.of("type", "block_id", "elements")) || !list(items, at + "/elements", 1, 10)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            String item = at + "/elements/" + i;
            if (items.get(i).path("type").asText().equals("image")) {
                elements.element(items.get(i), item, Set.of("image"));
            } else {
                textObject(items.get(i), item, FIELD_TEXT, false);
            }
        }
    }

    private void actions(JsonNode block, String at) {
        JsonNode items = block.path("elements");
        if (object(block, at, Set.of("type", "block_id", "elements")) && list(items, at + "/elements", 1, 25)) {
            for (int i = 0; i < items.size(); i++) {
                elements.element(items.get(i), at + "/elements/" + i, ElementCheck.IN_ACTIONS);
            }
        }
    }

    private void image(JsonNode block, String at) {
        if (object(block, at, Set.of("type", "block_id", "image_url", "slack_file", "alt_text", "title"))) {
            string(block, at, "alt_text", 2000, true);
            string(block, at, "image_url", 3000, !block.has("slack_file"));
            text(block, at, "title", 2000, false, true);
        }
    }

    private void input(JsonNode block, String at) {
        Set<String> members = Set.of("type", "block_id", "label", "element", "dispatch_action", "hint", "optional");
        if (object(block, at, members)) {
            text(block, at, "label", 2000, true, true);
            text(block, at, "hint", 2000, false, true);
            elements.element(block.path("element"), at + "/element", ElementCheck.IN_INPUT);
        }
    }
}
