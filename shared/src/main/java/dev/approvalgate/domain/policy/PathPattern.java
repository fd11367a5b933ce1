package dev.approvalgate.domain.policy;

import java.util.stream.IntStream;

/**
 * A pattern for paths and names with slashes: {@code *} stands for anything but a slash, {@code **} for anything, {@code ?} for one
 * character that is no slash; {@code **}{@code /} also stands for nothing. It matches the whole value, case included. Answering takes
 * at most as many steps as the pattern has characters times the value has, whoever chose either.
 */
public final class PathPattern {

    private static final int LONGEST = 255;
    private static final int MOST_STARS = 8;

    // What the parts of a pattern stand for; any other part is the code point that it stands for.
    private static final int ONE = -1;
    private static final int NAME = -2;
    private static final int ANYTHING = -3;
    /** Nothing, or what follows. */
    private static final int MAYBE = -4;
    /** Anything that ends with a slash. */
    private static final int FOLDERS = -5;

    private final String text;
    private final int[] parts;
    /** What every value begins and ends with. */
    private final String beginning;

    private final String end;

    private PathPattern(String text, int[] parts) {
        this.text = text;
        this.parts = parts;
        this.beginning = text.substring(0, firstOf(text));
        this.end = text.substring(lastOf(text) + 1);
    }

    private static int firstOf(String text) {
        int at = 0;
        while (at < text.length() && !isWild(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The last character that stands for others, the slash after two stars included: it may be absent. */
    private static int lastOf(String text) {
        int at = text.length() - 1;
        while (at >= 0 && !isWild(text.charAt(at))) {
            at--;
        }
        return at > 0 && text.startsWith("**/", at - 1) ? at + 1 : at;
    }

    private static boolean isWild(char c) {
        return c == '*' || c == '?';
    }

    /**
     * {@return the pattern}
     *
     * @throws IllegalArgumentException where it is blank, longer than 255 characters, begins with a slash, or has more than eight stars
     */
    public static PathPattern of(String text) {
        long stars = text.chars().filter(c -> c == '*').count();
        if (text.isBlank() || text.length() > LONGEST || text.startsWith("/") || stars > MOST_STARS) {
            throw new IllegalArgumentException(
                    "a pattern has 1 to 255 characters, at most eight stars, and no slash at its beginning");
        }
        var parts = IntStream.builder();
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("**/", at)) {
                parts.add(MAYBE).add(FOLDERS);
                at += 3;
            } else if (text.startsWith("**", at)) {
                parts.add(ANYTHING);
                at += 2;
            } else {
                int c = text.codePointAt(at);
                parts.add(
                        switch (c) {
                            case '*' -> NAME;
                            case '?' -> ONE;
                            default -> c;
                        });
                at += Character.charCount(c);
            }
        }
        return new PathPattern(text, parts.build().toArray());
    }

    /** {@return whether the whole value is of this form} */
    public boolean matches(String value) {
        // Most values differ at their beginning or end already.
        if (!value.startsWith(beginning) || !value.endsWith(end)) {
            return false;
        }
        // Which parts are next after what was read so far, all at once: nothing is ever tried again.
        var reached = new Reached();
        var next = new Reached();
        enter(reached, 0);
        for (int at = 0; at < value.length() && reached.size > 0; ) {
            int c = value.codePointAt(at);
            next.clear();
            for (int i = 0; i < reached.size; i++) {
                step(reached.parts[i], c, next);
            }
            Reached old = reached;
            reached = next;
            next = old;
            at += Character.charCount(c);
        }
        return reached.has[parts.length];
    }

    /** A set of parts. */
    private final class Reached {
        private final int[] parts = new int[PathPattern.this.parts.length + 1];
        private final boolean[] has = new boolean[parts.length];
        private int size;

        boolean add(int part) {
            if (has[part]) {
                return false;
            }
            has[part] = true;
            parts[size++] = part;
            return true;
        }

        void clear() {
            while (size > 0) {
                has[parts[--size]] = false;
            }
        }
    }

    private void step(int part, int c, Reached next) {
        if (part == parts.length) {
            return;
        }
        switch (parts[part]) {
            case ONE -> enterIf(c != '/', next, part + 1);
            case NAME -> enterIf(c != '/', next, part);
            case ANYTHING -> enter(next, part);
            case MAYBE -> {}
            case FOLDERS -> {
                enter(next, part);
                enterIf(c == '/', next, part + 1);
            }
            default -> enterIf(c == parts[part], next, part + 1);
        }
    }

    private void enterIf(boolean so, Reached reached, int part) {
        if (so) {
            enter(reached, part);
        }
    }

    /** Reaches a part, and those after it where it may stand for nothing. */
    private void enter(Reached reached, int part) {
        if (!reached.add(part) || part == parts.length) {
            return;
        }
        switch (parts[part]) {
            case NAME, ANYTHING -> enter(reached, part + 1);
            case MAYBE -> {
                enter(reached, part + 1);
                enter(reached, part + 2);
            }
            default -> {}
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the pattern as it was written} */
    @Override
    public String toString() {
        return text;
    }
}
