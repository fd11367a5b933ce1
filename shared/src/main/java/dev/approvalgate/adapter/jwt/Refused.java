package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;

/** Why tokens and proofs are refused. No message quotes what an attacker may have written into one. */
final class Refused {

    private Refused() {}

    static GateException of(ReasonCode reason, String what) {
        return new GateException(reason, "the token is not accepted: " + what);
    }

    static GateException claimMissing(String name) {
        return of(ReasonCode.TOKEN_CLAIM_MISSING, "it lacks the claim " + name);
    }

    static GateException claimMalformed(String name, String expected) {
        return of(ReasonCode.TOKEN_CLAIM_MALFORMED, "its claim " + name + " is not " + expected);
    }
}
