package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.port.TokenVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs deploy tokens as JWT access tokens (RFC 9068, {@code typ: at+jwt}). {@code kid} is the key's RFC 7638 thumbprint.
 */
public final class JwtTokenIssuer implements TokenIssuer {

    static final String TYPE = "at+jwt";

    private final URI publicUrl;
    private final SigningAlgorithm usual;
    private final SigningKeys keys;

    /**
     * Signs with some keys.
     *
     * @param publicUrl the gate's public URL, written as {@code iss}
     * @param usual what to sign with where a token's claims do not say
     * @param keys what signs
     */
    public JwtTokenIssuer(URI publicUrl, SigningAlgorithm usual, SigningKeys keys) {
        this.publicUrl = publicUrl;
        this.usual = usual;
        this.keys = keys;
    }

    @Override
    public DeployToken issue(Claims claims) {
        Instant issuedAt = claims.issuedAt().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = claims.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("a token must expire after it is issued");
        }
        var payload = new TreeMap<String, Object>();
        payload.put("iss", publicUrl.toString());
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
        Signer signer = keys.signer(claims.algorithm() == null ? usual : SigningAlgorithm.named(claims.algorithm()));
        return new DeployToken(claims.id(), Secret.of(compact(payload, signer)), signer.id(), expiresAt);
    }

    private static String compact(Map<String, Object> payload, Signer signer) {
        var header = Map.of("alg", signer.algorithm().name(), "kid", signer.id(), "typ", TYPE);
        String input = part(CanonicalJson.bytes(header)) + "." + part(CanonicalJson.bytes(payload));
        return input + "." + part(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * {@return what verifies the tokens that this signs, from memory}
     *
     * @param clock the time
     */
    public TokenVerifier verifier(Clock clock) {
        return new JwtTokenVerifier(publicUrl, keys::key, clock);
    }

    @Override
    public String jwks() {
        return keys.jwks();
    }

    @Override
    public List<String> algorithms() {
        return keys.algorithms();
    }

    /**
     * Signs one token of the usual algorithm and verifies it with the published key, under the class loader of this class and before any
     * other thread can sign.
     *
     * @throws IllegalStateException where the published key does not verify what the private one signs
     */
    public void warmUp() {
        OwnLoader.call(() -> {
            // A token of the epoch: expired for everybody else.
            Instant at = Instant.EPOCH;
            var claims = new Claims("warm-up", "warm-up", "warm-up", List.of(), at, at.plusSeconds(1), null, Map.of());
            DeployToken token = issue(claims);
            VerificationKey key = keys.key(token.keyId())
                    .orElseThrow(() -> new IllegalStateException("the signing key is not published"));
            String compact = token.value().reveal();
            int end = compact.lastIndexOf('.');
            byte[] signature = Base64.getUrlDecoder().decode(compact.substring(end + 1));
            byte[] input = compact.substring(0, end).getBytes(StandardCharsets.US_ASCII);
            if (!Signatures.hold(key, input, signature)) {
                throw new IllegalStateException(
                        "the published key " + token.keyId() + " does not verify what it signed");
            }
            return key;
        });
    }
}
