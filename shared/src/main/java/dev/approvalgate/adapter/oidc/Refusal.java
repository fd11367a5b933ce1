package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Set;

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

    /** For a claim that the host adds only where it is asked to. */
    static GateException claimMissing(String name, String remedy) {
        return new GateException(
                ReasonCode.TOKEN_CLAIM_MISSING, "the identity token lacks the claim " + name + "; " + remedy);
    }

    /** For a run that somebody started who need not be allowed to write. */
    static GateException trigger(String message) {
        return new GateException(ReasonCode.TRIGGER_NOT_ALLOWED, message);
    }

    static GateException trigger(Set<String> accepted) {
        return trigger("runs that were started by this trigger may not ask; start one by "
                + String.join(", ", accepted.stream().sorted().toList()));
    }

    static GateException claimMalformed(String name, String expected) {
        return malformed("the claim " + name + " must be " + expected);
    }
}
