package dev.approvalgate.adapter.github;

import java.util.Optional;

/** Patterns for one name of a path: {@code *} for any characters, {@code ?} for one, a backslash to mean the character after it. */
final class NameGlob {

    /** Stands before a character that was escaped; no path that Git knows holds it. */
    private static final char LITERAL = '\0';

    private NameGlob() {}

    /** {@return the text with escaped wildcards marked and other backslashes gone; empty where it cannot be read} */
    static Optional<String> unescaped(String text) {
        var plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == LITERAL) {
                return Optional.empty();
            }
            if (c == '\\') {
                if (++at == text.length()) {
                    return Optional.empty();
                }
                c = text.charAt(at);
                if (isWildcard(c)) {
                    plain.append(LITERAL);
                }
            }
            plain.append(c);
        }
        return Optional.of(plain.toString());
    }

    /** {@return whether the whole name is of the form}. Only the last star is ever tried again. */
    static boolean matches(String glob, String name) {
        int at = 0;
        int read = 0;
        int star = -1;
        int absorbed = 0;
        while (read < name.length() || at < glob.length()) {
            if (at < glob.length()) {
                char c = glob.charAt(at);
                if (c == '*') {
                    star = at++;
                    absorbed = read;
                    continue;
                }
                boolean marked = c == LITERAL;
                char wanted = marked ? glob.charAt(at + 1) : c;
                if (read < name.length() && ((wanted == '?' && !marked) || wanted == name.charAt(read))) {
                    at += marked ? 2 : 1;
                    read++;
                    continue;
                }
            }
            if (star < 0 || absorbed == name.length()) {
                return false;
            }
            read = ++absorbed;
            at = star + 1;
        }
        return true;
    }

    private static boolean isWildcard(char c) {
        return c == '*' || c == '?';
    }
}
