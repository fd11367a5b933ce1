package dev.approvalgate.adapter.oidc;

import dev.approvalgate.adapter.oidc.KeySet.VerificationKey;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.IdentityVerifier;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecurityException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Verifies the identity tokens of workloads (OpenID Connect, signed JWT): exact issuer and audience, RS256 or ES256 with a key that the
 * issuer itself publishes, valid now within 30 s of leeway, living at most an hour. What the claims mean depends on the issuer's kind.
 * Safe for use by several threads.
 *
 * <p>An id is not remembered here: whoever acts on an assertion claims it in the store, in one transaction with what they do. Where the
 * issuer gives its tokens no id ({@code jti}), it is a hash of what was signed.
 */
public final class OidcVerifier implements IdentityVerifier {

    /** What is known of one issuer; nothing of it is shared with another. */
    private record Known(TrustedIssuer issuer, IssuerKeys keys, IdentityReader reader) {}

    private final Map<String, Known> issuers = new HashMap<>();
    private final Clock clock;

    /**
     * Calls nobody yet: keys are fetched when a token comes that needs them. Files of keys are read at once, and later as often as others are
     * fetched.
     *
     * @param issuers who is believed
     * @param clock the time
     * @throws GateException with {@code configuration_invalid} where an issuer is there twice, or a file of keys cannot be used
     */
    public OidcVerifier(List<TrustedIssuer> issuers, Clock clock) {
        this(issuers, clock, new KeyDocuments());
    }

    OidcVerifier(List<TrustedIssuer> issuers, Clock clock, KeyDocuments documents) {
        this.clock = clock;
        for (TrustedIssuer issuer : issuers) {
            var keys = new IssuerKeys(issuer.issuer(), source(issuer, documents), clock);
            var known = new Known(issuer, keys, IdentityReader.of(issuer));
            if (this.issuers.put(issuer.issuer(), known) != null) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID, "the issuer " + issuer.issuer() + " is there twice");
            }
        }
    }

    private static IssuerKeys.Source source(TrustedIssuer issuer, KeyDocuments documents) {
        Path file = issuer.keyFile();
        return file == null ? () -> documents.fetch(issuer.issuer()) : KeyFile.of(issuer.issuer(), file);
    }

    @Override
    public Assertion verify(Secret token) {
        return verified(token, known -> known.reader()::read);
    }

    @Override
    public String verifyHost(Secret token) {
        return verified(
                token, known -> verified -> JenkinsIdentity.host(known.issuer().kind(), verified));
    }

    private <T> T verified(Secret token, Function<Known, Function<VerifiedToken, T>> reader) {
        Token parsed = Token.parse(token);
        TokenHeader header = TokenHeader.of(parsed.header());
        var claims = new Claims(parsed.claims());
        // Whatever can be refused without asking the issuer for keys is refused first.
        Known known = issuers.get(claims.text("iss"));
        if (known == null) {
            throw new GateException(
                    ReasonCode.ISSUER_UNKNOWN,
                    "the identity token's issuer is not trusted here; list it under issuers, exactly as it writes itself");
        }
        TrustedIssuer issuer = known.issuer();
        if (!claims.audience().equals(issuer.audience())) {
            throw new GateException(
                    ReasonCode.AUDIENCE_WRONG,
                    "the identity token is meant for somebody else; ask the host for one with the audience "
                            + issuer.audience());
        }
        Instant now = clock.instant();
        Instant expiresAt = Validity.check(issuer.kind(), claims, now);
        verifySignature(token, header, known.keys().find(header.keyId()), now);
        String id = TokenId.of(issuer.kind(), claims, token);
        return reader.apply(known).apply(new VerifiedToken(issuer.issuer(), claims, id, expiresAt));
    }

    private static void verifySignature(Secret token, TokenHeader header, VerificationKey key, Instant now) {
        if (!key.algorithm().equals(header.algorithm())) {
            throw new GateException(
                    ReasonCode.TOKEN_ALGORITHM, "the identity token's algorithm is not that of the key that it names");
        }
        try {
            Jwts.parser()
                    .sig()
                    .clear()
                    .add(Jwts.SIG.RS256)
                    .add(Jwts.SIG.ES256)
                    .and()
                    .verifyWith(key.key())
                    .clock(() -> Date.from(now))
                    .clockSkewSeconds(Validity.LEEWAY.toSeconds())
                    .build()
                    .parseSignedClaims(token.reveal());
        } catch (SecurityException e) {
            throw new GateException(
                    ReasonCode.TOKEN_SIGNATURE, "the identity token's signature is not that of the key that it names");
        } catch (JwtException | IllegalArgumentException e) {
            throw Refusal.malformed("a registered claim or header is not of its form");
        }
    }
}
