package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * The public part of a key.
 *
 * @param id its RFC 7638 thumbprint, computed and not believed
 * @param key the key
 */
record PublicPart(String id, PublicKey key) {

    /** {@return the public key in a JWK; whatever else the JWK says is passed over} */
    static PublicPart parse(String jwk) {
        try {
            Jwk<?> parsed = OwnLoader.call(() -> Jwks.parser().build().parse(jwk));
            if (parsed instanceof PublicJwk<?> one) {
                return of(one.toKey());
            }
        } catch (JwtException | IllegalArgumentException e) {
            // Its message may quote what was read.
        }
        throw new GateException(
                ReasonCode.CONFIGURATION_INVALID, "is not one public key as a JWK; name the file of the public key");
    }

    static PublicPart of(PublicKey key) {
        return new PublicPart(
                OwnLoader.call(() -> Jwks.builder()
                        .<PublicKey, PrivateKey>key(key)
                        .idFromThumbprint()
                        .build()
                        .getId()),
                key);
    }

    /** {@return the key as it is published: nothing but a public key, whatever was read} */
    String published(SigningAlgorithm algorithm) {
        return OwnLoader.call(() -> Jwks.json(Jwks.builder()
                .<PublicKey, PrivateKey>key(key)
                .algorithm(algorithm.name())
                .publicKeyUse("sig")
                .idFromThumbprint()
                .build()));
    }
}
