package dev.approvalgate.adapter.github;

import java.util.Locale;

/**
 * Makes text from outside harmless in GitHub's Markdown: a code span, in which nothing formats, links, mentions or embeds, with
 * everything invisible made visible. Code spans end only at a run of backticks of the same length (CommonMark 0.31, section 6.1), so a
 * longer run than any within cannot be closed from inside.
 */
final class Inert {

    private Inert() {}

    /**
     * {@return one line of Markdown that shows the text literally}
     *
     * @param most shows so many code points, and says how many more there are
     */
    static String code(String text, int most) {
        if (text.isEmpty()) {
            return "(empty)";
        }
        String visible = visible(text, most);
        String fence = "`".repeat(longestRun(visible) + 1);
        int length = text.codePointCount(0, text.length());
        String more = length > most ? " … (" + (length - most) + " more characters)" : "";
        // CommonMark strips one space at both ends where both are there, so padding changes nothing that is shown.
        return fence + " " + visible + " " + fence + more;
    }

    private static String visible(String text, int most) {
        var out = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> {
            if (isPlain(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", c));
            }
        });
        return out.toString();
    }

    private static boolean isPlain(int c) {
        if (c == ' ') {
            return true;
        }
        if (c == 0x115F || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xFFA0 || c == 0x034F) {
            return false; // Letters and marks that show as nothing.
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> !isVariationSelector(c);
        };
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F);
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
