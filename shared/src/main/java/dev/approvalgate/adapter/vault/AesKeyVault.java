package dev.approvalgate.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.KeyVault;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM under a key that is derived from the installation's {@code GATE_KEY} with HKDF-SHA256.
 *
 * <p>Format: one byte version (1), 12 bytes random nonce, ciphertext with its 16-byte tag. Version and context are authenticated too,
 * so that sealed bytes cannot be passed off as something else.
 */
public final class AesKeyVault implements KeyVault {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int SHORTEST_KEY = 32;
    private static final int FEWEST_CHARACTERS = 8;

    private static final String WAY_OUT = "make one with: openssl rand -base64 32";

    private final SecretKey key;
    private final SecureRandom random;

    /**
     * @param gateKey at least 32 characters; white space at the ends is passed over
     * @param random source of nonces
     * @throws GateException with {@code configuration_invalid} where the key is too short or plainly not random
     */
    public AesKeyVault(Secret gateKey, SecureRandom random) {
        String text = gateKey.reveal().strip();
        if (text.length() < SHORTEST_KEY) {
            throw invalid("GATE_KEY has " + text.length() + " characters and needs at least " + SHORTEST_KEY + "; "
                    + WAY_OUT);
        }
        if (text.chars().distinct().count() < FEWEST_CHARACTERS) {
            throw invalid(
                    "GATE_KEY repeats fewer than " + FEWEST_CHARACTERS + " characters and is not random; " + WAY_OUT);
        }
        byte[] derived =
                Hkdf.derive(text.getBytes(UTF_8), "approval-gate".getBytes(UTF_8), "vault 1".getBytes(UTF_8), 32);
        this.key = new SecretKeySpec(derived, "AES");
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plain, String context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot encrypt with AES-256-GCM", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < 1 + NONCE + TAG || sealed[0] != VERSION) {
            throw invalid(
                    "what is stored as " + context
                            + " is not in a form that this version seals; restore it from a backup, or run the version that wrote it");
        }
        var nonce = new byte[NONCE];
        System.arraycopy(sealed, 1, nonce, 0, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (AEADBadTagException e) {
            throw invalid("what is stored as " + context + " was sealed with another GATE_KEY, or has been altered;"
                    + " start with the GATE_KEY that this installation was set up with");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot decrypt with AES-256-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(context.getBytes(UTF_8));
        return cipher;
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
