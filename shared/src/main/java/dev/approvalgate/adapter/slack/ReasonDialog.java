package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.ReviewView;
import java.util.ArrayList;
import java.util.List;

/** Asks a voter for the reason that the policy wants. */
final class ReasonDialog {

    static final String CALLBACK = "reason";
    static final String BLOCK = "reason";
    static final String INPUT = "text";
    static final int LONGEST = 1000;

    private ReasonDialog() {}

    static ObjectNode modal(ReviewView view, Vote.Kind kind, String ticket) {
        String word = kind == Vote.Kind.APPROVE ? "Approve" : "Reject";
        var blocks = new ArrayList<Block>();
        blocks.add(Block.header(MessageContent.headline(view)));
        blocks.add(Block.lines(List.of(new ChangeLines(view.ask(), 3).fromTo())));
        blocks.add(new Block(input(), ""));
        ObjectNode modal = Json.object("modal").put("callback_id", CALLBACK).put("private_metadata", ticket);
        modal.set("title", Json.plainText(word));
        modal.set("submit", Json.plainText(word));
        modal.set("close", Json.plainText("Cancel"));
        modal.set("blocks", Block.array(blocks));
        return modal;
    }

    private static ObjectNode input() {
        ObjectNode element = Json.object("plain_text_input")
                .put("action_id", INPUT)
                .put("multiline", true)
                .put("max_length", LONGEST)
                .put("focus_on_load", true);
        ObjectNode block = Json.object("input").put("block_id", BLOCK);
        block.set("label", Json.plainText("Reason"));
        block.set("hint", Json.plainText("Everybody who can see the request can read it, and the ledger keeps it."));
        block.set("element", element);
        return block;
    }

    /** {@return what was typed, without spaces at its ends} */
    static String typed(JsonNode modal) {
        JsonNode input = modal.path("state").path("values").path(BLOCK).path(INPUT);
        return Json.text(input, "value").strip();
    }

    /** {@return the answer that shows an error under the input} */
    static String complaint(String text) {
        ObjectNode answer = Json.object().put("response_action", "errors");
        answer.putObject("errors").put(BLOCK, text);
        return Json.write(answer);
    }
}
