package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an identity of the verified claims of an issuer without a kind of its own, by the names that the settings give. */
final class GenericIdentity {

    private static final Pattern SHORT = Pattern.compile(".{1,255}");
    private static final String A_SHORT_TEXT = "a text of at most 255 characters, or a whole number";

    private final ClaimNames names;

    private GenericIdentity(ClaimNames names) {
        this.names = names;
    }

    static IdentityReader reader(TrustedIssuer issuer) {
        ClaimNames names = issuer.claims();
        if (names == null) {
            throw new IllegalArgumentException("a generic issuer has names of claims");
        }
        return new GenericIdentity(names)::assertion;
    }

    private Assertion assertion(VerifiedToken token) {
        Claims claims = token.claims();
        String project = claims.textOrNumber(names.project(), SHORT, A_SHORT_TEXT);
        String pipeline = claims.textOrNumber(names.pipeline(), SHORT, A_SHORT_TEXT);
        String run = claims.textOrNumber(names.run(), SHORT, A_SHORT_TEXT);
        String environment = names.environment() == null ? null : claims.environmentOrNull(names.environment());
        String commit =
                names.commit() == null ? null : claims.matchingOrNull(names.commit(), Forms.COMMIT, Forms.A_COMMIT);
        var kept = new KeptClaims(claims)
                .put(names.project(), project)
                .put(names.pipeline(), pipeline)
                .put(names.run(), run)
                .put("repository", project)
                .put("sha", commit)
                .put("environment", environment);
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(token.issuer(), project, pipeline),
                        claims.text("sub"),
                        new Run(run, attempt(claims)),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                environment,
                commit,
                job(claims),
                null);
    }

    private int attempt(Claims claims) {
        return names.attempt() == null
                ? 1
                : Integer.parseInt(claims.textOrNumber(names.attempt(), Forms.ATTEMPT, Forms.AN_ID));
    }

    private @Nullable String job(Claims claims) {
        return names.job() == null ? null : claims.textOrNumberOrNull(names.job(), SHORT, A_SHORT_TEXT);
    }
}
