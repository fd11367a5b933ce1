package dev.approvalgate.adapter.jwt;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;

/** What to say when a key cannot be opened. */
final class KeyLoss {

    private KeyLoss() {}

    static GateException of(String id) {
        return new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                "the signing key " + id
                        + " cannot be opened: GATE_KEY is not the one that it was sealed with, or the store was"
                        + " altered. Start with the GATE_KEY that this installation was set up with. If that is lost, give the"
                        + " key up: gate keys rotate --abandon-unreadable makes new ones, and tokens that the old ones signed"
                        + " die with them");
    }
}
