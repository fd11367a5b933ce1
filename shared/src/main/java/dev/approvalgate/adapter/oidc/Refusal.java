package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;

/** The reasons why identity tokens are refused. No message quotes a token, nor what an attacker may have written into one. */
final class Refusal {

    private Refusal() {}

    static GateException malformed(String what) {
        return new GateException(
                ReasonCode.TOKEN_MALFORMED,
                "the identity token is malformed: " + what + "; ask the host for a fresh one");
    }

    static GateException claimMissing(String name) {
        return new GateException(
                ReasonCode.TOKEN_CLAIM_MISSING,
                "the identity token lacks the claim " + name + "; use the token that the host issues to the job");
    }

    static GateException claimMalformed(String name, String expected) {
        return malformed("the claim " + name + " must be " + expected);
    }
}
