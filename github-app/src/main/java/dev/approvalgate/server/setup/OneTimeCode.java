package dev.approvalgate.server.setup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Something that cannot be guessed and can be given back once. */
final class OneTimeCode {

    private static final SecureRandom RANDOM = new SecureRandom();

    private @Nullable String open;

    private OneTimeCode(String open) {
        this.open = open;
    }

    /** {@return a code of so many random bytes, written in hexadecimal} */
    static OneTimeCode random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return new OneTimeCode(HexFormat.of().formatHex(value));
    }

    synchronized boolean isSpent() {
        return open == null;
    }

    /** {@return the code; empty once it was given back} */
    synchronized String shown() {
        return open == null ? "" : open;
    }

    /** {@return whether this was the code; it is spent then} */
    synchronized boolean take(String given) {
        boolean same = open != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), open.getBytes(StandardCharsets.UTF_8));
        if (same) {
            open = null;
        }
        return same;
    }
}
