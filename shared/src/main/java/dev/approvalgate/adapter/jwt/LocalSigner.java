package dev.approvalgate.adapter.jwt;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs in this process. Prints without the private part.
 *
 * @param id the key's thumbprint
 * @param algorithm what it signs with
 * @param key its private part
 */
record LocalSigner(String id, SigningAlgorithm algorithm, PrivateKey key) implements Signer {

    @Override
    public byte[] sign(byte[] input) {
        try {
            Signature signature = FastProvider.signature(algorithm);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with " + this, e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " " + id;
    }
}
