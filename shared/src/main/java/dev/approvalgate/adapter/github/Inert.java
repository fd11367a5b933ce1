package dev.approvalgate.adapter.github;

import dev.approvalgate.gate.VisibleText;

/**
 * Makes text from outside harmless in GitHub's Markdown: a code span, in which nothing formats, links, mentions or embeds. Code spans
 * end only at a run of backticks of the same length (CommonMark 0.31, section 6.1), so a longer run than any within cannot be closed
 * from inside. Escaping would not do: mentions are found after escapes are undone.
 */
final class Inert {

    private Inert() {}

    /**
     * {@return one line of Markdown that shows the text literally}
     *
     * @param most the text is at most so long, and says how much is missing
     */
    static String code(String text, int most) {
        String visible = VisibleText.line(text, most);
        if (visible.isEmpty()) {
            return "(empty)";
        }
        String fence = "`".repeat(longestRun(visible) + 1);
        // CommonMark strips one space at both ends where both are there, so padding changes nothing that is shown.
        return fence + " " + visible + " " + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
