package dev.approvalgate.adapter.github;

import java.util.List;

/** Lists in GitHub's Markdown. */
final class MarkdownList {

    private MarkdownList() {}

    /** {@return the lines as a list, each of them inert Markdown on one line} */
    static String of(List<String> lines) {
        return "- " + String.join("\n- ", lines);
    }

    /** {@return at most so many lines as a list, with a last line that says how many more there are} */
    static String of(List<String> lines, int most, int total) {
        int shown = Math.min(most, lines.size());
        String list = of(lines.subList(0, shown));
        return total > shown ? list + "\n- … and " + (total - shown) + " more" : list;
    }
}
