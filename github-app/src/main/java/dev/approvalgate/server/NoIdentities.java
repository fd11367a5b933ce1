package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.IdentityVerifier;

/** Believes nobody, until the verifier of OIDC tokens is there. */
final class NoIdentities implements IdentityVerifier {

    @Override
    public Assertion verify(Secret token) {
        throw new GateException(ReasonCode.ISSUER_UNKNOWN, "no issuer is believed yet");
    }
}
