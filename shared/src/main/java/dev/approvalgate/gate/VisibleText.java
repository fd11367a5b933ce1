package dev.approvalgate.gate;

import java.util.Locale;

/**
 * Makes text from outside honest before a surface makes it inert in its own way: one line, everything invisible or reordering made
 * visible as {@code ⟦U+202E⟧}, and what does not fit counted instead of silently dropped. Lengths are UTF-16 units, as Slack and GitHub
 * count them.
 */
public final class VisibleText {

    /** The least length that {@link #line} can be given: room for one visible character and the count of what is missing. */
    public static final int LEAST = 48;

    /** More marks than this on one letter climb over the lines above and below. */
    private static final int MOST_MARKS = 3;

    /** First strong isolate and pop directional isolate: what stands between them cannot reorder what stands outside. */
    private static final char ISOLATE = '\u2068';

    private static final char END_OF_ISOLATE = '\u2069';

    private VisibleText() {}

    /**
     * {@return the text as one honest line}
     *
     * @param text anything
     * @param most the result is at most so long, at least {@link #LEAST}; it says how many characters were left out
     */
    public static String line(String text, int most) {
        if (most < LEAST) {
            throw new IllegalArgumentException("a line needs room for " + LEAST);
        }
        String stripped = text.strip();
        int room = most - 2; // for isolates
        var out = new StringBuilder();
        int fits = 0; // length of out at the last place where the count of the rest would still fit
        int fitsAt = 0; // the place in the text
        int marks = 0;
        int total = stripped.codePointCount(0, stripped.length());
        int left = total;
        boolean reorders = false;
        int previous = ' ';
        for (int at = 0; at < stripped.length(); ) {
            int c = stripped.codePointAt(at);
            int width = Character.charCount(c);
            if (c == '\r' && at + 1 < stripped.length() && stripped.charAt(at + 1) == '\n') {
                at += 1; // one line break
                left--;
                continue;
            }
            marks = isMark(c) ? marks + 1 : 0;
            append(out, c, previous, marks);
            reorders |= isRightToLeft(c);
            previous = c;
            at += width;
            left--;
            if (out.length() + more(left).length() <= room) {
                fits = out.length();
                fitsAt = at;
            }
            if (out.length() > room) {
                break;
            }
        }
        if (out.length() > room) {
            out.setLength(fits);
            out.append(more(stripped.codePointCount(fitsAt, stripped.length())));
        }
        return reorders ? ISOLATE + out.toString() + END_OF_ISOLATE : out.toString();
    }

    private static void append(StringBuilder out, int c, int previous, int marks) {
        if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029) {
            out.append(" ⏎ ");
        } else if (c == '\t' || c == 0xA0) {
            out.append(' ');
        } else if (isPlain(c, previous) && marks <= MOST_MARKS) {
            out.appendCodePoint(c);
        } else {
            out.append(String.format(Locale.ROOT, "⟦U+%04X⟧", c));
        }
    }

    private static String more(int left) {
        return left == 0 ? "" : "… " + left + (left == 1 ? " more character" : " more characters");
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isPlain(int c, int previous) {
        if (c == ' ') {
            return true;
        }
        if (c == 0xFE0F) {
            return isSymbol(previous); // The usual ending of an emoji; anywhere else it can carry hidden data.
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

    private static boolean isSymbol(int c) {
        int type = Character.getType(c);
        return type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL;
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F);
    }
}
