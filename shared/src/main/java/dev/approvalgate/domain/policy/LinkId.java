package dev.approvalgate.domain.policy;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one link of two accounts. Random, and grants nothing.
 *
 * @param value {@code lnk_} and 32 hexadecimal digits
 */
public record LinkId(String value) {

    private static final Pattern FORM = Pattern.compile("lnk_[0-9a-f]{32}");
    private static final int BYTES = 16;

    public LinkId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a link's id");
        }
    }

    /** {@return whether a text has the form of an id} */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** {@return a new id from a strong source of randomness} */
    public static LinkId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkId("lnk_" + HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
