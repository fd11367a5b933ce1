package dev.approvalgate.adapter.vault;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
final class Hkdf {

    private static final int HASH = 32;

    private Hkdf() {}

    /**
     * {@return output keying material}
     *
     * @param material input keying material, not empty
     * @param salt may be empty: then 32 zero bytes, as section 2.2 has it
     * @param info what the output is for
     * @param length bytes wanted, 1 to 255 * 32
     */
    static byte[] derive(byte[] material, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH) {
            throw new IllegalArgumentException("HKDF-SHA256 yields 1 to 8160 bytes");
        }
        byte[] key = hmac(salt.length == 0 ? new byte[HASH] : salt, material);
        var out = new byte[length];
        var block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += HASH, counter++) {
            block = hmac(key, block, info, new byte[] {(byte) counter});
            System.arraycopy(block, 0, out, done, Math.min(HASH, length - done));
        }
        Arrays.fill(key, (byte) 0);
        return out;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks HmacSHA256", e);
        }
    }
}
