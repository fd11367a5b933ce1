package dev.approvalgate.adapter.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles patterns that cannot be made to run for long. The JDK's expressions try one way after the other, and what they are tried on
 * comes from a pipeline. So only a part of their language is accepted: characters, {@code .}, classes, escapes, alternatives,
 * repetitions of a single one of these, and groups that are not repeated; and the number of ways is bounded.
 */
final class PlainRegex {

    /** So many ways at most to match one text. */
    private static final long MOST_WAYS = 200_000;
    /** What {@code *} and {@code +} count as: the longest justification. */
    private static final int UNLIMITED = 2000;

    private static final int LARGEST_REPETITION = 1000;
    private static final String ESCAPABLE = "dDwWsS.\\-()[]{}*+?|^$/#";

    private final String source;
    private int at;
    private long ways = 1;
    private long last = 1;

    private PlainRegex(String source) {
        this.source = source;
    }

    /** Why a pattern is not accepted, and the way out. */
    static final class Refused extends Exception {
        private final String remedy;

        Refused(String message, String remedy) {
            super(message);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }
    }

    /** {@return the pattern; {@code .} stands for line ends too} */
    static Pattern compile(String source) throws Refused {
        new PlainRegex(source).check();
        try {
            return Pattern.compile(source, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new Refused("it cannot be read", "check its brackets");
        }
    }

    private void check() throws Refused {
        alternatives(0);
        if (at < source.length()) {
            throw refused("a bracket is closed that was not opened");
        }
        // A last ".*" takes all that is left, and is never tried twice.
        if (source.endsWith(".*") && !source.endsWith("\\.*")) {
            ways /= last;
        }
        if (ways > MOST_WAYS) {
            throw new Refused("there are too many ways to match it", "bound its repetitions, such as {1,10}");
        }
    }

    private void alternatives(int depth) throws Refused {
        while (at < source.length() && source.charAt(at) != ')') {
            char c = source.charAt(at);
            if (c == '|') {
                at++;
                times(2);
            } else if (c == '(') {
                group(depth);
            } else {
                single(c);
                repetition();
            }
        }
    }

    private void group(int depth) throws Refused {
        if (depth == 3) {
            throw refused("groups are nested deeper than three levels");
        }
        at++;
        if (source.startsWith("?:", at)) {
            at += 2;
        } else if (source.startsWith("?", at)) {
            throw refused("look-around, flags and named groups are not supported");
        }
        alternatives(depth + 1);
        if (at == source.length()) {
            throw refused("a bracket is not closed");
        }
        at++;
        if (at < source.length() && source.charAt(at) == '?') {
            at++;
            times(2);
        }
        if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            throw refused("a group cannot be repeated");
        }
    }

    private void single(char c) throws Refused {
        switch (c) {
            case '\\' -> {
                at++;
                if (at == source.length() || ESCAPABLE.indexOf(source.charAt(at)) < 0) {
                    throw refused("this escape is not supported");
                }
                at++;
            }
            case '[' -> characterClass();
            case '*', '+', '?', '{' -> throw refused("there is nothing to repeat");
            case '^', '$' -> throw refused("the whole text is matched anyway");
            case ']', '}' -> throw refused("a bracket is closed that was not opened");
            default -> at++;
        }
    }

    private void characterClass() throws Refused {
        int start = at++;
        if (at < source.length() && source.charAt(at) == '^') {
            at++;
        }
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at);
            if (c == '[' || c == '&') {
                throw refused("brackets and & within a class are not supported");
            }
            if (c == '\\') {
                single(c);
            } else {
                at++;
            }
        }
        if (at == source.length()) {
            at = start;
            throw refused("a bracket is not closed");
        }
        at++;
    }

    private void repetition() throws Refused {
        last = 1;
        if (at == source.length()) {
            return;
        }
        switch (source.charAt(at)) {
            case '?' -> {
                at++;
                times(2);
            }
            case '*', '+' -> {
                at++;
                times(UNLIMITED);
            }
            case '{' -> times(counted());
            default -> {}
        }
        if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            throw refused("a repetition cannot be repeated");
        }
    }

    private long counted() throws Refused {
        int end = source.indexOf('}', at);
        if (end < 0) {
            throw refused("a bracket is not closed");
        }
        String[] bounds = source.substring(at + 1, end).split(",", -1);
        int least = bound(bounds[0]);
        int most = bounds.length == 1 ? least : bounds[1].isEmpty() ? UNLIMITED : bound(bounds[1]);
        if (bounds.length > 2 || most < least) {
            throw refused("this is no repetition");
        }
        at = end + 1;
        return most - least + 1L;
    }

    private int bound(String digits) throws Refused {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) > LARGEST_REPETITION) {
            throw refused("a repetition has bounds of at most " + LARGEST_REPETITION);
        }
        return Integer.parseInt(digits);
    }

    private void times(long factor) {
        last = factor;
        ways = Math.min(ways, MOST_WAYS * UNLIMITED) * factor;
    }

    private Refused refused(String message) {
        return new Refused(
                message + " (column " + (at + 1) + ")", "write a plain pattern such as [A-Z]{2,10}-[0-9]{1,6}");
    }
}
