package dev.approvalgate.domain.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a record holds in place of a value that may have to be erased one day: SHA-256 over a random salt and the value's bytes. With
 * salt and value anybody can check the commitment; without them it says nothing, not even to one who guesses values.
 */
public final class Commitment {

    /** How many random bytes a salt has. */
    public static final int SALT_BYTES = 32;

    private Commitment() {}

    /**
     * {@return the commitment to a value, as 64 lower-case hexadecimal digits}
     *
     * @param salt {@value #SALT_BYTES} random bytes of its own for each value
     * @param value the value's bytes
     */
    public static String to(byte[] salt, byte[] value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(value);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }
}
