package dev.approvalgate.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.gate.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Answers as JSON's values, and as lines that a terminal can be given whatever is in them. */
final class AnswerText {

    static final String UNREAD = "unread_groups";

    private static final int LONGEST_LINE = 4_000;

    private AnswerText() {}

    static String text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no text " + member);
        }
        return value.textValue();
    }

    static int number(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isInt()) {
            throw new IllegalArgumentException("no number " + member);
        }
        return value.intValue();
    }

    static List<String> texts(JsonNode json, String member) {
        var texts = new ArrayList<String>();
        for (JsonNode value : items(json, member)) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("no texts " + member);
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    static JsonNode items(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isArray()) {
            throw new IllegalArgumentException("no list " + member);
        }
        return value;
    }

    static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    /** {@return the lines below each other; their indentation stays, and what cannot be seen is made visible} */
    static String lines(Collection<String> lines) {
        return lines.stream().map(AnswerText::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return line.substring(0, indent) + VisibleText.line(line, LONGEST_LINE);
    }
}
