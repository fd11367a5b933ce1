package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.Sha256;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The public key that a proof carries, as a JWK (RFC 7517): P-256, or RSA of 2,048 to 4,096 bits. A key that shows anything private is
 * none.
 *
 * @param key the key
 * @param thumbprint RFC 7638, SHA-256, base64url
 */
record ProofKey(VerificationKey key, String thumbprint) {

    private static final int P256_BYTES = 32;
    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 4096;
    private static final int LARGEST_EXPONENT = 32;
    private static final Set<String> EC = Set.of("kty", "crv", "x", "y");
    private static final Set<String> RSA = Set.of("kty", "n", "e");
    /** Members that say nothing that we use. */
    private static final Set<String> BESIDE = Set.of("alg", "kid", "use");

    /** {@return the key of a JWK; empty where it is not of these kinds, or not written as it should be} */
    static Optional<ProofKey> of(@Nullable Object jwk) {
        var members = new TreeMap<String, String>();
        if (!(jwk instanceof Map<?, ?> object)) {
            return Optional.empty();
        }
        object.forEach((name, value) -> members.put(String.valueOf(name), value instanceof String text ? text : ""));
        members.keySet().removeAll(BESIDE);
        try {
            if (members.keySet().equals(EC) && "P-256".equals(members.get("crv")) && "EC".equals(members.get("kty"))) {
                return Optional.of(
                        new ProofKey(new VerificationKey(SigningAlgorithm.ES256, ec(members)), thumbprint(members)));
            }
            if (members.keySet().equals(RSA) && "RSA".equals(members.get("kty"))) {
                return Optional.of(
                        new ProofKey(new VerificationKey(SigningAlgorithm.RS256, rsa(members)), thumbprint(members)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // No such key.
        }
        return Optional.empty();
    }

    private static String thumbprint(Map<String, String> members) {
        return Base64Url.encode(Sha256.algorithm().digest(CanonicalJson.bytes(members)));
    }

    private static PublicKey ec(Map<String, String> members) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        var point = new ECPoint(coordinate(members.get("x")), coordinate(members.get("y")));
        requireOnCurve(point, curve);
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static BigInteger coordinate(@Nullable String text) {
        byte[] bytes = bytes(text);
        if (bytes.length != P256_BYTES) {
            throw new IllegalArgumentException("a coordinate has 32 bytes");
        }
        return new BigInteger(1, bytes);
    }

    /** y^2 = x^3 + ax + b, with both coordinates below the field's size. */
    private static void requireOnCurve(ECPoint point, ECParameterSpec curve) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.multiply(x)
                .add(curve.getCurve().getA())
                .multiply(x)
                .add(curve.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.multiply(y).mod(p).equals(right)) {
            throw new IllegalArgumentException("not a point of the curve");
        }
    }

    private static PublicKey rsa(Map<String, String> members) throws GeneralSecurityException {
        BigInteger modulus = number(members.get("n"));
        BigInteger exponent = number(members.get("e"));
        int bits = modulus.bitLength();
        boolean usable = bits >= SMALLEST_RSA
                && bits <= LARGEST_RSA
                && modulus.testBit(0)
                && exponent.testBit(0)
                && exponent.bitLength() > 1
                && exponent.bitLength() <= LARGEST_EXPONENT;
        if (!usable) {
            throw new IllegalArgumentException("not a usable key");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    /** A number without zeros before it (RFC 7518 section 2), so that a key has one thumbprint. */
    private static BigInteger number(@Nullable String text) {
        byte[] bytes = bytes(text);
        if (bytes.length == 0 || bytes[0] == 0) {
            throw new IllegalArgumentException("a number begins with its first digit");
        }
        return new BigInteger(1, bytes);
    }

    private static byte[] bytes(@Nullable String text) {
        byte[] bytes = Base64Url.decode(text == null ? "" : text);
        if (bytes == null) {
            throw new IllegalArgumentException("not base64url");
        }
        return bytes;
    }
}
