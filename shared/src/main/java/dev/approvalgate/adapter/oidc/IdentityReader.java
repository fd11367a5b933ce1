package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;

/** Makes an identity of the claims of one kind of issuer. */
interface IdentityReader {

    /**
     * {@return what the claims prove}
     *
     * @param token whose signature, issuer, audience and times have been verified
     * @throws GateException with {@code token_claim_missing}, {@code token_malformed} or {@code trigger_not_allowed}
     */
    Assertion read(VerifiedToken token);

    /** {@return what reads the tokens of an issuer} */
    static IdentityReader of(TrustedIssuer issuer) {
        return switch (issuer.kind()) {
            case GITHUB -> ActionsIdentity::assertion;
            case GITLAB -> GitLabIdentity::assertion;
            case BUILDKITE -> BuildkiteIdentity::assertion;
            case CIRCLECI -> CircleIdentity::assertion;
            case JENKINS -> JenkinsIdentity::assertion;
            case GENERIC -> GenericIdentity.reader(issuer);
        };
    }
}
