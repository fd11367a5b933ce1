package dev.approvalgate.adapter.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;

/** A key pair with a name: the gate's own, or that of somebody who would like to be the gate. */
record TestKey(String id, SigningAlgorithm algorithm, KeyPair pair) {

    static TestKey make(String id, SigningAlgorithm algorithm) {
        return new TestKey(id, algorithm, algorithm.generate(new SecureRandom()));
    }

    VerificationKey published() {
        return new VerificationKey(algorithm, pair.getPublic());
    }

    byte[] sign(byte[] input) {
        return sign(input, algorithm == SigningAlgorithm.RS256 ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
    }

    /** Signs in another form than JWS demands. */
    byte[] sign(byte[] input, String form) {
        try {
            Signature signer = Signature.getInstance(form);
            signer.initSign(pair.getPrivate());
            signer.update(input);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
