package io.jenkins.plugins.approvalgate.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The forms in which tools print a secret: as it is, percent-encoded, and base 64 (both alphabets) at each of the three places that it can
 * have among other bytes, as in a header of basic authentication. {@link Pieces} of a form are masked too, since tools print tokens in
 * parts and wrap long lines; of a token that is a JWT so is its signature alone, without which the rest is worth nothing.
 *
 * <p>The header of a JWT is common to many tokens; that it is masked in others as well does no harm.
 */
final class SecretForms {

    private static final byte[] MASK = "****".getBytes(ISO_8859_1);
    /** Shorter parts would mask what is no secret. */
    private static final int SHORTEST = 12;

    private final Pieces pieces;
    /** Forms that are shorter than a piece: they are masked as a whole. */
    private final List<String> brief;

    private SecretForms(Set<String> forms) {
        pieces = new Pieces(forms);
        brief = forms.stream().filter(form -> form.length() < Pieces.LENGTH).toList();
    }

    static SecretForms of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        add(forms, secret);
        int signature = secret.lastIndexOf('.') + 1;
        if (signature > 0) {
            add(forms, secret.substring(signature));
        }
        return new SecretForms(forms);
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

    /** {@return a line with all that shows the secret masked; the other bytes are as they were, whatever their encoding} */
    byte[] mask(byte[] line, int length) {
        BitSet secret = pieces.in(line, length);
        if (!brief.isEmpty()) {
            // One character a byte, and back: nothing is lost.
            String text = new String(line, 0, length, ISO_8859_1);
            brief.forEach(form -> find(form, text, secret));
        }
        var masked = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length) {
            int begin = secret.nextSetBit(at);
            int end = begin < 0 ? length : begin;
            masked.write(line, at, end - at);
            if (begin >= 0) {
                masked.write(MASK, 0, MASK.length);
                end = secret.nextClearBit(begin);
            }
            at = end;
        }
        return masked.toByteArray();
    }

    private static void find(String form, String text, BitSet found) {
        for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
            found.set(at, at + form.length());
        }
    }
}
