package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons under a request, and what they carry. */
final class Buttons {

    static final String APPROVE = "approve";
    static final String REJECT = "reject";
    static final String BREAK_GLASS = "break_glass";
    static final String REVIEW = "review";
    static final String REVOKE = "revoke";
    static final String FULL_CHANGE = "full_change";

    private static final int PREFIX = 32;
    private static final Pattern FORM = Pattern.compile("(req_[0-9a-z]{26}):([0-9a-f]{16,64}):([0-9a-f]{16,64})");

    private Buttons() {}

    /**
     * What a button carries.
     *
     * @param request which request
     * @param digest beginning of the change digest
     * @param shown beginning of the hash of what is shown above the button
     */
    record Value(RequestId request, String digest, String shown) {

        static Optional<Value> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches() && RequestId.isWellFormed(matcher.group(1))
                    ? Optional.of(new Value(new RequestId(matcher.group(1)), matcher.group(2), matcher.group(3)))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return request + ":" + digest + ":" + shown;
        }
    }

    /** {@return the buttons for what can still be done about a request; empty where that is nothing} */
    static Optional<Block> under(ReviewView view, String renderingHash) {
        if (!view.request().isPending() && !view.awaitsReview() && !view.revocable()) {
            return Optional.empty();
        }
        String value = new Value(
                        view.ask().id(),
                        view.ask().change().digest().hex().substring(0, PREFIX),
                        renderingHash.substring(0, PREFIX))
                .toString();
        ObjectNode block = Json.object("actions").put("block_id", "decision");
        ArrayNode elements = block.putArray("elements");
        if (view.request().isPending()) {
            elements.add(button(Act.APPROVE, view, value).put("style", "primary"));
            elements.add(button(Act.REJECT, view, value).put("style", "danger"));
            if (view.mayBreakGlass()) {
                elements.add(button(Act.BREAK_GLASS, view, value));
            }
        }
        if (view.awaitsReview()) {
            elements.add(button(Act.REVIEW, view, value));
        }
        if (view.revocable()) {
            elements.add(button(Act.REVOKE, view, value).put("style", "danger"));
        }
        elements.add(button(FULL_CHANGE, "Full change", value));
        return Optional.of(new Block(block, ""));
    }

    /** Three dots announce a dialog. */
    private static ObjectNode button(Act act, ReviewView view, String value) {
        return button(act.button(), act.opensDialog(view) ? act.label() + "…" : act.label(), value);
    }

    static ObjectNode button(String action, String label, String value) {
        ObjectNode button = Json.object("button").put("action_id", action).put("value", value);
        button.set("text", Json.plainText(label));
        return button;
    }
}
