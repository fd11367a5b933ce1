package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.gate.ReviewView;
import java.util.ArrayList;
import java.util.List;

/** Says what a click is about to do, and asks why. */
final class ReasonDialog {

    static final String CALLBACK = "reason";
    static final String BLOCK = "reason";
    static final String INPUT = "text";
    static final int LONGEST = 1000;

    private static final String SEEN = "Everybody who can see the request can read it, and the ledger keeps it.";

    private ReasonDialog() {}

    static ObjectNode modal(ReviewView view, Act act, String ticket) {
        var blocks = new ArrayList<Block>();
        blocks.add(Block.header(MessageContent.headline(view)));
        blocks.add(Block.lines(List.of(new ChangeLines(view.ask(), 3).fromTo())));
        if (act == Act.BREAK_GLASS && view.emergency() != null) {
            blocks.add(Block.list("What this does", GlassLines.meaning(view.emergency())));
        }
        if (act == Act.REVIEW) {
            MessageContent.addLines(blocks, new PeopleLines(view).state());
            MessageContent.addLines(blocks, new GlassLines(view).told());
        }
        if (act == Act.REVOKE) {
            MessageContent.addLines(blocks, new PeopleLines(view).state());
            blocks.add(Block.list("What this does", RevocationLines.MEANING));
        }
        blocks.add(new Block(input(act), ""));
        ObjectNode modal = Json.object("modal").put("callback_id", CALLBACK).put("private_metadata", ticket);
        modal.set("title", Json.plainText(act.label()));
        modal.set("submit", Json.plainText(act.label()));
        modal.set("close", Json.plainText("Cancel"));
        modal.set("blocks", Block.array(blocks));
        return modal;
    }

    private static ObjectNode input(Act act) {
        ObjectNode element = Json.object("plain_text_input")
                .put("action_id", INPUT)
                .put("multiline", true)
                .put("max_length", LONGEST)
                .put("focus_on_load", true);
        ObjectNode block = Json.object("input").put("block_id", BLOCK).put("optional", act.mayBeSilent());
        block.set("label", Json.plainText(act == Act.REVIEW ? "What you found" : "Reason"));
        block.set("hint", Json.plainText(SEEN));
        block.set("element", element);
        return block;
    }

    /** {@return what was typed, without spaces at its ends; empty where nothing was} */
    static String typed(JsonNode modal) {
        JsonNode input = modal.path("state").path("values").path(BLOCK).path(INPUT);
        return Json.text(input, "value").strip();
    }

    /** {@return whether a text says something and is not too long} */
    static boolean isReason(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit) && text.length() <= LONGEST;
    }

    /** {@return the answer that shows an error under the input} */
    static String complaint(String text) {
        ObjectNode answer = Json.object().put("response_action", "errors");
        answer.putObject("errors").put(BLOCK, text);
        return Json.write(answer);
    }
}
