package dev.approvalgate.adapter.jwt;

import dev.approvalgate.adapter.jwt.SigningKeys.SigningKey;
import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.SigningKeyStore;
import dev.approvalgate.gate.port.TokenIssuer;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Signs deploy tokens as JWT access tokens (RFC 9068, {@code typ: at+jwt}) with a key that is made on first start. {@code kid} is the
 * key's RFC 7638 thumbprint.
 */
public final class JwtTokenIssuer implements TokenIssuer {

    private static final String TYPE = "at+jwt";

    private final String issuer;
    private final SigningKeys keys;
    private final SigningAlgorithm usual;
    private final Function<SigningAlgorithm, SigningKey> obtaining;
    private final Map<SigningAlgorithm, SigningKey> signing = new ConcurrentHashMap<>();

    private JwtTokenIssuer(
            String issuer, SigningKeys keys, SigningAlgorithm usual, Function<SigningAlgorithm, SigningKey> obtaining) {
        this.issuer = issuer;
        this.keys = keys;
        this.usual = usual;
        this.obtaining = obtaining;
    }

    /**
     * {@return an issuer that is ready to sign; makes and stores a key where there is none of the algorithm}
     *
     * @param publicUrl the gate's public URL, written as {@code iss}
     * @param algorithm what to sign with where a token's claims do not say
     * @param store where keys lie
     * @param vault what seals their private parts
     * @param random source of new keys
     * @param clock time of new keys
     * @throws GateException with {@code configuration_invalid} where the vault cannot open the stored key
     */
    public static JwtTokenIssuer open(
            URI publicUrl,
            SigningAlgorithm algorithm,
            SigningKeyStore store,
            KeyVault vault,
            SecureRandom random,
            Clock clock) {
        var keys = new SigningKeys(store, vault);
        var issuer = new JwtTokenIssuer(
                publicUrl.toString(),
                keys,
                algorithm,
                wanted -> OwnLoader.call(() -> keys.obtain(wanted, random, clock)));
        issuer.key(algorithm);
        return issuer;
    }

    @Override
    public DeployToken issue(Claims claims) {
        Instant issuedAt = claims.issuedAt().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = claims.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("a token must expire after it is issued");
        }
        var payload = new TreeMap<String, Object>();
        payload.put("iss", issuer);
        payload.put("sub", claims.subject());
        payload.put("client_id", claims.subject());
        payload.put("aud", claims.audience());
        payload.put("jti", claims.id());
        payload.put("scope", String.join(" ", claims.scopes()));
        payload.put("iat", issuedAt.getEpochSecond());
        payload.put("nbf", issuedAt.getEpochSecond());
        payload.put("exp", expiresAt.getEpochSecond());
        claims.approval().forEach((name, value) -> {
            if (payload.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("the approval must not overrule the claim " + name);
            }
        });
        SigningKey key = key(claims.algorithm() == null ? usual : SigningAlgorithm.named(claims.algorithm()));
        return new DeployToken(claims.id(), Secret.of(sign(payload, key)), key.id(), expiresAt);
    }

    private SigningKey key(SigningAlgorithm algorithm) {
        return signing.computeIfAbsent(algorithm, obtaining);
    }

    private static String sign(Map<String, Object> payload, SigningKey key) {
        // Written by hand rather than through claims(), which turns a single audience into a list.
        return Jwts.builder()
                .header()
                .type(TYPE)
                .keyId(key.id())
                .and()
                .content(CanonicalJson.bytes(payload))
                .signWith(key.key(), jws(key.algorithm()))
                .compact();
    }

    private static SecureDigestAlgorithm<PrivateKey, PublicKey> jws(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> Jwts.SIG.ES256;
            case RS256 -> Jwts.SIG.RS256;
        };
    }

    @Override
    public String jwks() {
        return keys.published();
    }

    /**
     * Signs one token and verifies it with the published key, under the class loader of this class and before any other thread can
     * sign.
     *
     * @throws IllegalStateException where the published key does not verify what the private one signs
     */
    public void warmUp() {
        OwnLoader.call(() -> {
            // A token of the epoch: expired for everybody else.
            Instant at = Instant.EPOCH;
            var claims = new Claims("warm-up", "warm-up", "warm-up", List.of(), at, at.plusSeconds(1), null, Map.of());
            String token = issue(claims).value().reveal();
            PublicKey key = keys.publicKey(key(usual).id())
                    .orElseThrow(() -> new IllegalStateException("the signing key is not published"));
            try {
                return Jwts.parser()
                        .verifyWith(key)
                        .clock(() -> Date.from(at))
                        .build()
                        .parseSignedClaims(token);
            } catch (JwtException e) {
                throw new IllegalStateException(
                        "the published key " + key(usual).id() + " does not verify what it signed", e);
            }
        });
    }
}
