package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an RSA private key from PEM (RFC 7468): PKCS #1, as GitHub hands it out, or PKCS #8. */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");
    private static final int SMALLEST_MODULUS = 2048;
    /** DER of version 0 and the algorithm identifier rsaEncryption with NULL parameters (RFC 8017 appendix A.1). */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PemKey() {}

    /** {@return the key; a failure never quotes the text} */
    static RSAPrivateKey read(Secret pem) {
        Matcher block = BLOCK.matcher(pem.reveal().strip());
        if (!block.matches()) {
            throw invalid("is no PEM block of an unencrypted RSA private key");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = block.group(1) == null ? der : wrapped(der);
            var key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key.getModulus().bitLength() < SMALLEST_MODULUS) {
                throw invalid("is shorter than " + SMALLEST_MODULUS + " bits");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw invalid("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static GateException invalid(String how) {
        return new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                "the GitHub App's private key " + how
                        + "; generate a key on the App's settings page and give its file");
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] octets = tagged(0x04, pkcs1);
        byte[] content = new byte[RSA_HEADER.length + octets.length];
        System.arraycopy(RSA_HEADER, 0, content, 0, RSA_HEADER.length);
        System.arraycopy(octets, 0, content, RSA_HEADER.length, octets.length);
        return tagged(0x30, content);
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 5);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
