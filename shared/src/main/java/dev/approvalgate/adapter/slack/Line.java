package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of rich text. Slack reads no mark-up in its elements, so whatever stands in one is shown literally; text from outside goes
 * through {@link VisibleText} besides. Each line also knows itself as plain text, which is what is hashed.
 */
final class Line {

    private static final int MOST_URL = 500;

    private final List<ObjectNode> elements = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();

    private int depth;

    static Line of(String ours) {
        return new Line().say(ours);
    }

    /** Adds words of our own. */
    Line say(String ours) {
        return text(ours, false, false);
    }

    /** Adds words of our own in bold. */
    Line strong(String ours) {
        return text(ours, true, false);
    }

    /** Adds text from outside. */
    Line show(String theirs, int most) {
        return text(VisibleText.line(theirs, most), false, false);
    }

    /** Adds text from outside in bold. */
    Line showStrong(String theirs, int most) {
        return text(VisibleText.line(theirs, most), true, false);
    }

    /** Adds text from outside as code. */
    Line code(String theirs, int most) {
        return text(VisibleText.line(theirs, most), false, true);
    }

    /** Adds a label as code that links to a page, where the page's address is a plain web address; else only the label. */
    Line link(String label, @Nullable String url) {
        if (url == null || !isWebAddress(url)) {
            return code(label, VisibleText.LEAST);
        }
        String shown = VisibleText.line(label, VisibleText.LEAST);
        ObjectNode element = Json.object("link").put("url", url).put("text", shown);
        element.putObject("style").put("code", true);
        plain.append(shown).append(" <").append(url).append('>');
        elements.add(element);
        return this;
    }

    /** Adds a time, which Slack shows in each reader's own zone. */
    Line time(Instant at) {
        String utc = Wording.time(at);
        elements.add(Json.object("date")
                .put("timestamp", at.getEpochSecond())
                .put("format", "{date_short_pretty}, {time}")
                .put("fallback", utc));
        plain.append(utc);
        return this;
    }

    /** Mentions an account of this team. */
    Line mention(String userId) {
        elements.add(Json.object("user").put("user_id", userId));
        plain.append('@').append(userId);
        return this;
    }

    private Line text(String text, boolean bold, boolean code) {
        if (text.isEmpty()) {
            return this;
        }
        ObjectNode element = Json.object("text").put("text", text);
        if (bold || code) {
            element.putObject("style").put(bold ? "bold" : "code", true);
        }
        elements.add(element);
        plain.append(text);
        return this;
    }

    /** Only what a browser would open as exactly the page that it seems to be. */
    private static boolean isWebAddress(String url) {
        return url.length() <= MOST_URL
                && url.matches("(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?)"
                        + "(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?");
    }

    /** Sets how deep the line stands in a list; 0 is the outermost, and Slack knows 8 levels. */
    Line at(int level) {
        depth = Math.min(Math.max(level, 0), 8);
        return this;
    }

    int depth() {
        return depth;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    /** {@return the line as plain text} */
    String plain() {
        return plain.toString();
    }

    void addTo(ArrayNode target) {
        elements.forEach(element -> target.add(element.deepCopy()));
    }
}
