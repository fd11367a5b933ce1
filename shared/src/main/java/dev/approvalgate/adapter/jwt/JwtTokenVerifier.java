package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.TokenVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies our own deploy tokens (RFC 9068) with the keys that we publish, and accepts nothing that {@link JwtTokenIssuer} would not
 * write: {@code typ: at+jwt}, one of our issuer, one audience, times in whole seconds. The payload is read when the signature holds.
 * Calls nobody and reads no store. Safe for use by several threads.
 */
final class JwtTokenVerifier implements TokenVerifier {

    /** In characters. Ours have one or two thousand, and twenty times that where they name a hundred artifacts. */
    static final int LONGEST = 64 * 1024;
    /** Another replica's clock may be ahead by so much. None is given at the end: what is over is over. */
    static final Duration LEEWAY = Duration.ofSeconds(30);
    /** No policy can give a longer life. */
    static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final int LONGEST_KEY_ID = 200;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final String issuer;
    private final Function<String, Optional<VerificationKey>> keys;
    private final Clock clock;

    /**
     * Verifies tokens of one issuer.
     *
     * @param publicUrl the gate's public URL: the only {@code iss}
     * @param keys finds a published key by its id, from memory
     * @param clock the time
     */
    JwtTokenVerifier(URI publicUrl, Function<String, Optional<VerificationKey>> keys, Clock clock) {
        this.issuer = publicUrl.toString();
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Verified verify(Secret token) {
        CompactJws jws = CompactJws.parse(token, LONGEST);
        VerificationKey key = key(jws.header());
        if (!jws.isSignedBy(key)) {
            throw Refused.of(ReasonCode.TOKEN_SIGNATURE, "its signature is not that of the key that it names");
        }
        Map<String, Object> payload = jws.claims();
        var claims = new ClaimReader(payload);
        if (!claims.text("iss").equals(issuer)) {
            throw Refused.of(ReasonCode.TOKEN_ISSUER, "it is not of this gate");
        }
        Instant issuedAt = claims.time("iat");
        Instant expiresAt = validUntil(claims, issuedAt);
        String subject = claims.text("sub");
        if (!claims.text("client_id").equals(subject)) {
            throw Refused.claimMalformed("client_id", "the same as sub");
        }
        return new Verified(
                claims.text("jti"),
                token.sha256(),
                subject,
                claims.text("aud"),
                claims.words("scope"),
                issuedAt,
                expiresAt,
                claims.confirmation(),
                payload);
    }

    @Override
    public boolean believes(String keyId) {
        return keys.apply(keyId).isPresent();
    }

    /** Keys come from our own published set only: a header that brings or points to one, or demands anything of us, is refused. */
    private VerificationKey key(Map<String, Object> header) {
        if (!HEADER.containsAll(header.keySet())) {
            throw Refused.of(ReasonCode.TOKEN_HEADER, "its header may hold alg, kid and typ only");
        }
        if (!JwtTokenIssuer.TYPE.equals(header.get("typ"))) {
            throw Refused.of(ReasonCode.TOKEN_TYPE, "its type is not " + JwtTokenIssuer.TYPE);
        }
        if (!(header.get("alg") instanceof String algorithm) || !SigningAlgorithm.isKnown(algorithm)) {
            throw Refused.of(ReasonCode.TOKEN_ALGORITHM, "it must be signed with ES256 or RS256");
        }
        if (!(header.get("kid") instanceof String id) || id.isBlank() || id.length() > LONGEST_KEY_ID) {
            throw Refused.of(ReasonCode.TOKEN_HEADER, "its header names no key (kid)");
        }
        VerificationKey key = keys.apply(id)
                .orElseThrow(() -> Refused.of(ReasonCode.TOKEN_KEY_UNKNOWN, "this gate publishes no such key"));
        if (!key.algorithm().name().equals(algorithm)) {
            throw Refused.of(ReasonCode.TOKEN_ALGORITHM, "its algorithm is not that of the key that it names");
        }
        return key;
    }

    private Instant validUntil(ClaimReader claims, Instant issuedAt) {
        Instant now = clock.instant();
        Instant notBefore = claims.time("nbf");
        Instant expiresAt = claims.time("exp");
        if (!now.isBefore(expiresAt)) {
            throw Refused.of(ReasonCode.TOKEN_EXPIRED, "its time is over");
        }
        Instant latest = now.plus(LEEWAY);
        if (notBefore.isAfter(latest) || issuedAt.isAfter(latest)) {
            throw Refused.of(ReasonCode.TOKEN_NOT_YET_VALID, "its time has not come");
        }
        if (!expiresAt.isAfter(issuedAt) || expiresAt.isAfter(issuedAt.plus(LONGEST_LIFE))) {
            throw Refused.of(
                    ReasonCode.TOKEN_LIFETIME,
                    "it lives longer than " + LONGEST_LIFE.toHours() + " hours, or not at all");
        }
        return expiresAt;
    }
}
