package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Slack's published limits on messages and modals, checked the way Slack's API checks them: every problem names the
 * place as a JSON pointer (so with the block's index) and the reason. Lengths are UTF-16 units.
 */
public final class BlockKitRules {

    /** Blocks in one message. */
    public static final int MESSAGE_BLOCKS = 50;

    /** Blocks in one modal. */
    public static final int VIEW_BLOCKS = 100;

    /** Characters of all texts of a message together, past which Slack answers {@code msg_blocks_too_long}. */
    public static final int MESSAGE_CHARACTERS = 13_200;

    private BlockKitRules() {}

    /**
     * One reason for a refusal.
     *
     * @param pointer where, as a JSON pointer such as {@code /blocks/2/text/text}
     * @param reason what is wrong there
     */
    public record Problem(String pointer, String reason) {
        /** The line that Slack puts into {@code response_metadata.messages}. */
        @Override
        public String toString() {
            return "[ERROR] " + reason + " [json-pointer:" + pointer + "]";
        }
    }

    /** Problems of a message's {@code blocks}; empty where Slack would take them. The total length is not checked. */
    public static List<Problem> ofMessage(JsonNode blocks) {
        List<Problem> found = new ArrayList<>();
        new BlockCheck(found, false).blocks(blocks, "/blocks", MESSAGE_BLOCKS);
        return List.copyOf(found);
    }

    /** Problems of a modal; empty where Slack would open it. */
    public static List<Problem> ofView(JsonNode view) {
        List<Problem> found = new ArrayList<>();
        new ViewCheck(found).view(view, "/view");
        return List.copyOf(found);
    }

    /** Whether the texts of all blocks together pass {@link #MESSAGE_CHARACTERS}. */
    public static boolean tooLong(JsonNode blocks) {
        return characters(blocks) > MESSAGE_CHARACTERS;
    }

    private static int characters(JsonNode node) {
        int total = 0;
        for (var field : node.properties()) {
            boolean shown = field.getKey().equals("text") && field.getValue().isTextual();
            total += shown ? field.getValue().textValue().length() : characters(field.getValue());
        }
        if (node.isArray()) {
            for (JsonNode child : node) {
                total += characters(child);
            }
        }
        return total;
    }
}
