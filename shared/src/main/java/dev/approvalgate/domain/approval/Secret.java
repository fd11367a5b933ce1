package dev.approvalgate.domain.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be seen: it prints as a placeholder, compares in constant time, and is not serializable. Calls to
 * {@link #reveal()} mark every place where the value leaves this type.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @param value not blank
     * @throws IllegalArgumentException where the value is blank, because a blank secret authenticates everybody
     */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        return new Secret(value);
    }

    /** {@return the value itself; for the call that needs it, never for a message} */
    public String reveal() {
        return value;
    }

    /** {@return the value's UTF-8 bytes} */
    public byte[] revealBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return SHA-256 of the value's UTF-8 bytes; safe to record for values with enough entropy} */
    public Sha256 sha256() {
        return Sha256.of(revealBytes());
    }

    /** Compares in time that depends on lengths only. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(revealBytes(), that.revealBytes());
    }

    /** The same for every secret, so that a hash table of secrets leaks nothing by its order. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
