package dev.approvalgate.domain.approval;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one approval request. Random, so that it cannot be guessed; still it grants nothing.
 *
 * @param value {@code req_} and 26 characters of Crockford's base 32 (130 random bits)
 */
public record RequestId(String value) {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM = Pattern.compile("req_[" + ALPHABET + "]{26}");

    public RequestId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a request id");
        }
    }

    /** {@return whether a text has the form of an id} */
    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    /** {@return a new id from a strong source of randomness} */
    public static RequestId random(RandomGenerator random) {
        var text = new StringBuilder("req_");
        for (int i = 0; i < 26; i++) {
            text.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return new RequestId(text.toString());
    }

    /** {@return the last six characters, for people to tell two apart} */
    public String brief() {
        return value.substring(value.length() - 6);
    }

    @Override
    public String toString() {
        return value;
    }
}
