package dev.approvalgate.journeys.docs.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parts of a page. */
final class Markdown {

    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");

    private final String text;

    Markdown(String text) {
        this.text = text;
    }

    /** {@return the sections below headings of a form, by what the form's first group found} */
    Map<String, Markdown> sections(Pattern heading) {
        var sections = new LinkedHashMap<String, Markdown>();
        var found = heading.matcher(text).results().toList();
        for (int i = 0; i < found.size(); i++) {
            int end = i + 1 < found.size() ? found.get(i + 1).start() : text.length();
            sections.put(
                    found.get(i).group(1),
                    new Markdown(text.substring(found.get(i).end(), end)));
        }
        return sections;
    }

    /** {@return the fenced blocks of a language} */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** {@return the lines of all tables with these headings, cell by cell} */
    List<List<String>> table(String... headings) {
        String head = "| " + String.join(" | ", headings) + " |";
        var lines = text.lines().toList();
        return java.util.stream.IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).equals(head))
                .boxed()
                .flatMap(at -> lines.subList(at + 2, lines.size()).stream().takeWhile(line -> line.startsWith("|")))
                .map(Markdown::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.length() - 1);
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }
}
