package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Checks a modal: its titles, its metadata and its blocks. */
final class ViewCheck extends Check {
    private static final Set<String> MEMBERS = Set.of(
            "type",
            "title",
            "blocks",
            "close",
            "submit",
            "private_metadata",
            "callback_id",
            "clear_on_close",
            "notify_on_close",
            "external_id",
            "submit_disabled");
    private static final int TITLE = 24;

    ViewCheck(List<BlockKitRules.Problem> found) {
        super(found);
    }

    void view(JsonNode view, String at) {
        if (!object(view, at, MEMBERS)) {
            return;
        }
        if (!view.path("type").asText().equals("modal")) {
            problem(at + "/type", "must be modal");
        }
        text(view, at, "title", TITLE, true, true);
        text(view, at, "close", TITLE, false, true);
        text(view, at, "submit", TITLE, hasInput(view.path("blocks")), true);
        string(view, at, "callback_id", 255, false);
        string(view, at, "private_metadata", 3000, false);
        string(view, at, "external_id", 255, false);
        new BlockCheck(found(), true).blocks(view.path("blocks"), at + "/blocks", BlockKitRules.VIEW_BLOCKS);
    }

    private static boolean hasInput(JsonNode blocks) {
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("input")) {
                return true;
            }
        }
        return false;
    }
}
