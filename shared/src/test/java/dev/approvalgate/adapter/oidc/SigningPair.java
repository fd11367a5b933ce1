package dev.approvalgate.adapter.oidc;

import io.jsonwebtoken.security.Jwks;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** A key pair of an issuer, or of somebody who would like to be one. */
record SigningPair(String id, String algorithm, KeyPair pair) {

    static SigningPair rsa(String id) {
        return make(id, "RS256", "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    }

    static SigningPair ec(String id) {
        return make(id, "ES256", "EC", new ECGenParameterSpec("secp256r1"));
    }

    private static SigningPair make(String id, String algorithm, String type, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(spec);
            return new SigningPair(id, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the public key as a JWK} */
    String jwk() {
        return Jwks.json(Jwks.builder()
                .<PublicKey, PrivateKey>key(pair.getPublic())
                .id(id)
                .algorithm(algorithm)
                .publicKeyUse("sig")
                .build());
    }

    byte[] sign(byte[] input) {
        try {
            Signature signature =
                    Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
