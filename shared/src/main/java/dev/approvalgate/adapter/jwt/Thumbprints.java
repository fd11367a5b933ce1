package dev.approvalgate.adapter.jwt;

import java.util.regex.Pattern;

/** RFC 7638 thumbprints with SHA-256, as base64url. */
final class Thumbprints {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private Thumbprints() {}

    static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
