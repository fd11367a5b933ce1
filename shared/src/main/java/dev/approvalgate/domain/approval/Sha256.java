package dev.approvalgate.domain.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 value (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
        }
    }

    /** {@return the hash of some bytes} */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(algorithm().digest(bytes)));
    }

    /** {@return the hash of a text's UTF-8 bytes} */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a fresh instance of the algorithm, which every Java platform has to have} */
    public static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }

    /** {@return the first 16 digits: enough to tell two apart on screen, or to compare with a full value beside it} */
    public String prefix() {
        return hex.substring(0, 16);
    }

    /** {@return the 32 bytes} */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
