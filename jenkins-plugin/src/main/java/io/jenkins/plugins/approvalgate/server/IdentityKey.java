package io.jenkins.plugins.approvalgate.server;

import dev.approvalgate.adapter.jwt.OwnLoader;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwks;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** The key that this controller proves itself with: ES256, named by its thumbprint (RFC 7638). Prints without its private part. */
public final class IdentityKey {

    private final String id;
    private final ECPrivateKey secret;
    private final ECPublicKey open;

    private IdentityKey(ECPublicKey open, ECPrivateKey secret) {
        this.open = open;
        this.secret = secret;
        this.id = Jwks.builder().key(open).idFromThumbprint().build().getId();
    }

    /** {@return a new key} */
    static IdentityKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return OwnLoader.call(
                    () -> new IdentityKey((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform makes no P-256 keys", e);
        }
    }

    /**
     * {@return a key that was kept}
     *
     * @param jwk what {@link #toJwk} gave
     * @throws IllegalArgumentException where it is no such key
     */
    static IdentityKey parse(String jwk) {
        return OwnLoader.call(() -> {
            if (Jwks.parser().build().parse(jwk) instanceof EcPrivateJwk whole) {
                return new IdentityKey(whole.toPublicJwk().toKey(), whole.toKey());
            }
            throw new IllegalArgumentException("no private key on a curve");
        });
    }

    /** {@return the whole key as JWK (RFC 7517), to be sealed and kept} */
    String toJwk() {
        return OwnLoader.call(() -> Jwks.UNSAFE_JSON(
                Jwks.builder().key(secret).publicKey(open).idFromThumbprint().build()));
    }

    /** {@return its thumbprint} */
    String id() {
        return id;
    }

    /** {@return its public part, as a JWK Set} */
    public String jwks() {
        return OwnLoader.call(() -> "{\"keys\":["
                + Jwks.json(Jwks.builder()
                        .key(open)
                        .idFromThumbprint()
                        .algorithm("ES256")
                        .publicKeyUse("sig")
                        .build())
                + "]}");
    }

    /** {@return a signed JWT} */
    String sign(Map<String, Object> claims, Instant issuedAt, Instant expiresAt) {
        return OwnLoader.call(() -> Jwts.builder()
                .header()
                .keyId(id)
                .type("JWT")
                .and()
                .claims(claims)
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(expiresAt))
                .signWith(secret, Jwts.SIG.ES256)
                .compact());
    }

    @Override
    public String toString() {
        return "ES256 " + id;
    }
}
