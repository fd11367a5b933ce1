package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Checks what a message is to hold and fills in the ids that Slack assigns. */
final class Content {
    private static final int TEXT = 40_000;
    private static final int METADATA = 16_000;

    private final AtomicLong ids = new AtomicLong();

    /** Copies text and blocks into a message. What is absent is removed, as Slack does. */
    void copy(Arguments from, ObjectNode message) throws SlackError {
        JsonNode blocks = from.json("blocks", "invalid_blocks_format");
        boolean some = !blocks.isMissingNode() && !blocks.isNull() && !(blocks.isArray() && blocks.isEmpty());
        String text = from.text("text").orElse("");
        if (!some && text.isEmpty()) {
            throw new SlackError("no_text");
        }
        if (text.length() > TEXT) {
            throw new SlackError("msg_too_long");
        }
        message.put("text", text);
        message.remove("blocks");
        if (some) {
            message.set("blocks", checked(blocks));
        }
    }

    private JsonNode checked(JsonNode blocks) throws SlackError {
        if (!blocks.isArray()) {
            throw new SlackError("invalid_blocks_format");
        }
        List<BlockKitRules.Problem> problems = BlockKitRules.ofMessage(blocks);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_blocks", lines(problems));
        }
        if (BlockKitRules.tooLong(blocks)) {
            throw new SlackError("msg_blocks_too_long");
        }
        return withIds(blocks);
    }

    /** Copies the metadata; an empty object removes it, absence keeps it. */
    void metadata(Arguments from, ObjectNode message) throws SlackError {
        JsonNode metadata = from.json("metadata", "invalid_metadata_format");
        if (metadata.isMissingNode() || metadata.isNull()) {
            return;
        }
        if (metadata.isObject() && metadata.isEmpty()) {
            message.remove("metadata");
            return;
        }
        if (!metadata.path("event_type").isTextual()
                || !metadata.path("event_payload").isObject()) {
            throw new SlackError("invalid_metadata_schema");
        }
        if (Json.write(metadata).length() > METADATA) {
            throw new SlackError("metadata_too_large");
        }
        message.set("metadata", metadata);
    }

    JsonNode view(JsonNode view) throws SlackError {
        List<BlockKitRules.Problem> problems = BlockKitRules.ofView(view);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_arguments", lines(problems));
        }
        ObjectNode made = view.deepCopy();
        made.set("blocks", withIds(view.path("blocks")));
        return made;
    }

    private static List<String> lines(List<BlockKitRules.Problem> problems) {
        return problems.stream().map(BlockKitRules.Problem::toString).toList();
    }

    private ArrayNode withIds(JsonNode blocks) {
        ArrayNode made = blocks.deepCopy();
        for (JsonNode block : made) {
            name((ObjectNode) block, "block_id");
            act(block.path("accessory"));
            act(block.path("element"));
            if (block.path("type").asText().equals("actions")) {
                block.path("elements").forEach(this::act);
            }
        }
        return made;
    }

    private void act(JsonNode element) {
        if (element instanceof ObjectNode object
                && !element.path("type").asText().equals("image")) {
            name(object, "action_id");
        }
    }

    private void name(ObjectNode owner, String member) {
        if (owner.path(member).asText("").isEmpty()) {
            owner.put(member, "=" + Long.toString(ids.incrementAndGet() + 1_000_000, 36));
        }
    }
}
