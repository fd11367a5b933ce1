package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Duration;
import java.time.Instant;

/** When a token is valid. Clocks may differ by {@link #LEEWAY}; a token that lives longer than {@link #LONGEST} is refused. */
final class Validity {

    static final Duration LEEWAY = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofHours(1);

    private Validity() {}

    /** {@return when the token expires; it is valid now} */
    static Instant check(IssuerKind kind, Claims claims, Instant now) {
        Instant expires = claims.time("exp");
        Instant issued = claims.time("iat");
        Instant notBefore = kind.hasNotBefore() || claims.has("nbf") ? claims.time("nbf") : issued;
        if (!now.isBefore(expires.plus(LEEWAY))) {
            throw new GateException(
                    ReasonCode.TOKEN_EXPIRED,
                    "the identity token has expired; ask the host for a fresh one, and compare the clocks");
        }
        if (issued.isAfter(now.plus(LEEWAY)) || notBefore.isAfter(now.plus(LEEWAY))) {
            throw new GateException(
                    ReasonCode.TOKEN_NOT_YET_VALID, "the identity token is not valid yet; compare the clocks");
        }
        if (!expires.isAfter(issued) || expires.isAfter(issued.plus(LONGEST))) {
            throw new GateException(
                    ReasonCode.TOKEN_LIFETIME,
                    "the identity token must live for some time, and at most " + LONGEST.toMinutes() + " minutes");
        }
        return expires;
    }
}
