package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.gate.VisibleText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One block of a message or modal, with all that a reader can read in it as plain text.
 *
 * @param json the block as Slack takes it
 * @param plain what it says
 */
record Block(ObjectNode json, String plain) {

    private static final int HEADER = 150;
    private static final int CONTEXT = 300;

    /** {@return a headline; what does not fit is counted} */
    static Block header(String text) {
        String line = VisibleText.line(text, HEADER);
        return new Block(Json.object("header").set("text", Json.plainText(line)), line);
    }

    /** {@return small print; what does not fit is counted} */
    static Block context(String... texts) {
        ObjectNode json = Json.object("context");
        ArrayNode elements = json.putArray("elements");
        List<String> lines = Arrays.stream(texts)
                .map(text -> VisibleText.line(text, CONTEXT))
                .toList();
        lines.forEach(line -> elements.add(Json.plainText(line)));
        return new Block(json, String.join("\n", lines));
    }

    /** {@return a thin line} */
    static Block divider() {
        return new Block(Json.object("divider"), "");
    }

    /** {@return a paragraph of lines} */
    static Block lines(List<Line> lines) {
        ObjectNode json = Json.object("rich_text");
        section(json.putArray("elements"), lines);
        return new Block(json, lines.stream().map(Line::plain).collect(Collectors.joining("\n")));
    }

    /** {@return a bold title and a quotation under it} */
    static Block quote(String title, Line quoted) {
        ObjectNode json = Json.object("rich_text");
        ArrayNode parts = json.putArray("elements");
        section(parts, List.of(new Line().strong(title)));
        ObjectNode quote = Json.object("rich_text_quote");
        quoted.addTo(quote.putArray("elements"));
        parts.add(quote);
        return new Block(json, title + "\n> " + quoted.plain());
    }

    /** {@return a bold title and a list under it, lines that stand deeper indented} */
    static Block list(String title, List<Line> items) {
        ObjectNode json = Json.object("rich_text");
        ArrayNode parts = json.putArray("elements");
        section(parts, List.of(new Line().strong(title)));
        int depth = -1;
        ArrayNode rows = parts;
        for (Line item : items) {
            if (item.depth() != depth) {
                depth = item.depth();
                // One list has one depth.
                ObjectNode list = Json.object("rich_text_list").put("style", "bullet");
                if (depth > 0) {
                    list.put("indent", depth);
                }
                rows = list.putArray("elements");
                parts.add(list);
            }
            section(rows, List.of(item));
        }
        return new Block(
                json,
                title + "\n"
                        + items.stream()
                                .map(item -> "  ".repeat(item.depth()) + "- " + item.plain())
                                .collect(Collectors.joining("\n")));
    }

    private static void section(ArrayNode target, List<Line> lines) {
        ArrayNode elements = target.add(Json.object("rich_text_section"))
                .get(target.size() - 1)
                .withArray("elements");
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                elements.add(Json.object("text").put("text", "\n"));
            }
            lines.get(i).addTo(elements);
        }
    }

    /** {@return what all of them say} */
    static String plain(List<Block> blocks) {
        return blocks.stream().map(Block::plain).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    /** {@return all of them as Slack takes them} */
    static ArrayNode array(List<Block> blocks) {
        ArrayNode array = Json.array();
        blocks.forEach(block -> array.add(block.json()));
        return array;
    }
}
