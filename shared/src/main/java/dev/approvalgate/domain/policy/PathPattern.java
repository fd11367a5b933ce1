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

    private PathPattern(String text, int[] parts) {
        this.text = text;
        this.parts = parts;
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
        // Which beginnings of the pattern match what was read so far, all at once: nothing is ever tried again.
        var reached = new boolean[parts.length + 1];
        enter(reached, 0);
        for (int at = 0; at < value.length(); ) {
            int c = value.codePointAt(at);
            reached = step(reached, c);
            at += Character.charCount(c);
        }
        return reached[parts.length];
    }

    private boolean[] step(boolean[] reached, int c) {
        var next = new boolean[reached.length];
        for (int i = 0; i < parts.length; i++) {
            if (!reached[i]) {
                continue;
            }
            switch (parts[i]) {
                case ONE -> enterIf(c != '/', next, i + 1);
                case NAME -> enterIf(c != '/', next, i);
                case ANYTHING -> enter(next, i);
                case MAYBE -> {}
                case FOLDERS -> {
                    enter(next, i);
                    enterIf(c == '/', next, i + 1);
                }
                default -> enterIf(c == parts[i], next, i + 1);
            }
        }
        return next;
    }

    private void enterIf(boolean so, boolean[] reached, int part) {
        if (so) {
            enter(reached, part);
        }
    }

    /** Reaches a part, and those after it where it may stand for nothing. */
    private void enter(boolean[] reached, int part) {
        if (reached[part]) {
            return;
        }
        reached[part] = true;
        if (part == parts.length) {
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
