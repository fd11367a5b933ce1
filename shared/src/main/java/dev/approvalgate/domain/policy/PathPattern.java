package dev.approvalgate.domain.policy;

import java.util.regex.Pattern;

/**
 * A pattern for paths and names with slashes: {@code *} stands for anything but a slash, {@code **} for anything, {@code ?} for one
 * character that is no slash; {@code **}{@code /} also stands for nothing. It matches the whole value, case included.
 */
public final class PathPattern {

    private static final int LONGEST = 255;

    private final String text;
    private final Pattern compiled;

    private PathPattern(String text, Pattern compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /**
     * {@return the pattern}
     *
     * @throws IllegalArgumentException where it is blank, longer than 255 characters, begins with a slash, or has more than eight stars
     */
    public static PathPattern of(String text) {
        long stars = text.chars().filter(c -> c == '*').count();
        if (text.isBlank() || text.length() > LONGEST || text.startsWith("/") || stars > 8) {
            throw new IllegalArgumentException(
                    "a pattern has 1 to 255 characters, at most eight stars, and no slash at its beginning");
        }
        var regex = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 3;
            } else if (text.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                char c = text.charAt(at++);
                regex.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return new PathPattern(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** {@return whether the whole value is of this form} */
    public boolean matches(String value) {
        return compiled.matcher(value).matches();
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
