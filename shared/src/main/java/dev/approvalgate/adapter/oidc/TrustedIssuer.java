package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose tokens are believed, and for whom they must be meant.
 *
 * @param issuer its URL exactly as its tokens write it ({@code iss}); https unless loopback
 * @param audience the only audience ({@code aud}) that its tokens may name
 * @param kind whose tokens they are
 * @param claims which claims are which, for {@link IssuerKind#GENERIC}; {@code null} for all other kinds
 * @param keyFile a file with its public keys, a JWK Set (RFC 7517); {@code null} where they are fetched from where it publishes them
 */
public record TrustedIssuer(
        String issuer,
        String audience,
        IssuerKind kind,
        @Nullable ClaimNames claims,
        @Nullable Path keyFile) {

    /** @throws GateException with {@code configuration_invalid} */
    public TrustedIssuer {
        URI uri = Addresses.parse(issuer);
        if (uri == null || uri.getRawQuery() != null) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "an issuer of identity tokens must be an https address without query, such as "
                            + "https://token.actions.githubusercontent.com");
        }
        if (audience.isBlank()) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID, "the audience of the issuer " + issuer + " must not be blank");
        }
        if ((kind == IssuerKind.GENERIC) != (claims != null)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "the names of claims are needed for the kind generic, and for no other; see the issuer " + issuer);
        }
    }

    /** {@return an issuer of a kind whose claims are known} */
    public static TrustedIssuer of(IssuerKind kind, String issuer, String audience) {
        return new TrustedIssuer(issuer, audience, kind, null, null);
    }
}
