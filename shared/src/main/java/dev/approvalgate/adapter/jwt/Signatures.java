package dev.approvalgate.adapter.jwt;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/** Checks signatures in the form of JWS (RFC 7518 sections 3.3 and 3.4), by the Java platform's own providers. */
final class Signatures {

    private static final int P256_BYTES = 32;

    private Signatures() {}

    static boolean hold(VerificationKey key, byte[] input, byte[] signature) {
        if (key.key() instanceof ECPublicKey ec && !isWellFormed(ec, signature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(key.algorithm().signature());
            verifier.initVerify(key.key());
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Not of the length that the key demands, or another form; the platform says it by throwing.
            return false;
        }
    }

    /** Two numbers from 1 to less than the group's order; zeros were once a signature of everything (CVE-2022-21449). */
    private static boolean isWellFormed(ECPublicKey key, byte[] signature) {
        if (signature.length != 2 * P256_BYTES) {
            return false;
        }
        BigInteger order = key.getParams().getOrder();
        var r = new BigInteger(1, Arrays.copyOfRange(signature, 0, P256_BYTES));
        var s = new BigInteger(1, Arrays.copyOfRange(signature, P256_BYTES, signature.length));
        return r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
    }
}
