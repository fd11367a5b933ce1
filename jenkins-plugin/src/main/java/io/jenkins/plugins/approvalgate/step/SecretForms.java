package io.jenkins.plugins.approvalgate.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms in which tools print a secret: as it is, percent-encoded, and base 64 (both alphabets) at each of the three places that it can
 * have among other bytes, as in a header of basic authentication. Of a token that is a JWT its signature alone is masked too: without it
 * the rest is worth nothing, and tools print tokens in parts.
 */
final class SecretForms {

    private static final String MASK = "****";
    /** Shorter parts would mask what is no secret. */
    private static final int SHORTEST = 12;

    private final Pattern pattern;

    private SecretForms(Pattern pattern) {
        this.pattern = pattern;
    }

    static SecretForms of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        add(forms, secret);
        int signature = secret.lastIndexOf('.') + 1;
        if (signature > 0) {
            add(forms, secret.substring(signature));
        }
        return new SecretForms(Pattern.compile(forms.stream()
                // The longest first: a part must not be masked out of a whole.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"))));
    }

    private static void add(Set<String> forms, String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, UTF_8));
        byte[] bytes = secret.getBytes(UTF_8);
        for (int before = 0; before < 3; before++) {
            forms.add(inside(Base64.getEncoder().withoutPadding(), bytes, before));
            forms.add(inside(Base64.getUrlEncoder().withoutPadding(), bytes, before));
        }
    }

    /** The digits that say nothing but the secret, where so many bytes stand before it and any number behind. */
    private static String inside(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        String digits = encoder.encodeToString(padded);
        int begin = (before * 8 + 5) / 6;
        int end = padded.length * 8 / 6;
        return digits.substring(begin, end);
    }

    /** {@return a line with each form of the secret masked; the other bytes are as they were, whatever their encoding} */
    byte[] mask(byte[] line, int length) {
        // One character a byte, and back: nothing is lost.
        String text = new String(line, 0, length, ISO_8859_1);
        return pattern.matcher(text).replaceAll(MASK).getBytes(ISO_8859_1);
    }
}
