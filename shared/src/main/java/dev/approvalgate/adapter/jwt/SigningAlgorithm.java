package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;

/** The JWS algorithms (RFC 7518) that deploy tokens can be signed with. Verifiers in the field know both. */
public enum SigningAlgorithm {
    /** ECDSA on P-256 with SHA-256; the default. */
    ES256("EC", "SHA256withECDSAinP1363Format"),
    /** RSASSA-PKCS1-v1_5 with SHA-256 and 3072-bit keys, for verifiers that know nothing else. */
    RS256("RSA", "SHA256withRSA");

    private final String keyType;
    private final String signature;

    SigningAlgorithm(String keyType, String signature) {
        this.keyType = keyType;
        this.signature = signature;
    }

    /**
     * {@return the algorithm of that name}
     *
     * @param name {@code ES256} or {@code RS256}
     * @throws GateException with {@code configuration_invalid} for any other
     */
    public static SigningAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "tokens cannot be signed with \"" + name + "\"; use ES256 or RS256"));
    }

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(algorithm -> algorithm.name().equals(name));
    }

    /** {@return the name of the key's algorithm in the Java platform} */
    String keyType() {
        return keyType;
    }

    /** {@return the name of the signature, in the form of JWS, in the Java platform} */
    String signature() {
        return signature;
    }

    KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
            generator.initialize(keySpec(), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot make " + keyType + " keys", e);
        }
    }

    private AlgorithmParameterSpec keySpec() {
        return switch (this) {
            case ES256 -> new ECGenParameterSpec("secp256r1");
            case RS256 -> new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
        };
    }
}
