package dev.approvalgate.adapter.github;

import java.util.regex.Pattern;

/** Links of our own making, in GitHub's Markdown. */
final class MarkdownLink {

    private static final Pattern PLAIN = Pattern.compile("https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]+");

    private MarkdownLink() {}

    /** {@return whether an address needs no escaping and cannot end the link early} */
    static boolean isPlain(String address) {
        return PLAIN.matcher(address).matches();
    }

    /** {@return the link; {@code text} is our own, and the address is plain} */
    static String of(String text, String address) {
        return "[" + text + "](" + address + ")";
    }
}
