package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Locale;

/** Constant words for reasons, so that an answer tells a stranger nothing that they do not know. */
final class Sentences {

    private Sentences() {}

    /** {@return the reason as words, such as {@code Token expired}} */
    static String title(ReasonCode reason) {
        String words = reason.code().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@return why somebody did not prove who they are, and what to do} */
    static String unauthenticated(ReasonCode reason) {
        return switch (reason) {
            case CREDENTIALS_MISSING ->
                "send the workload's OIDC identity token as \"Authorization: Bearer ...\" and nothing else";
            case TOKEN_EXPIRED -> "the identity token has expired; ask its issuer for a fresh one";
            case TOKEN_REPLAYED -> "this identity token has been used before; ask its issuer for a fresh one";
            case TOKEN_NOT_YET_VALID, TOKEN_LIFETIME ->
                "the identity token's times are not acceptable; check the clocks of both sides";
            case TOKEN_CLAIM_MISSING ->
                "the identity token lacks a claim that is needed here; run the job in the environment that was approved";
            case CLIENT_UNKNOWN -> "send the id and the secret of a target as \"Authorization: Basic ...\"";
            case PROOF_MISSING -> "the token is bound to a key; send a proof that you have it (header DPoP, RFC 9449)";
            case PROOF_REPLAYED -> "this proof of possession has been used before; make a fresh one for each request";
            case PROOF_STALE -> "the proof of possession was not made just now; check the clocks of both sides";
            case PROOF_MISMATCH ->
                "the proof of possession was made for another request or token; htu begins with this gate's public URL";
            case PROOF_MALFORMED, PROOF_SIGNATURE, PROOF_KEY -> "the proof of possession was not accepted";
            case TOKEN_UNKNOWN -> "this gate has no record of such a token; exchange anew";
            case TOKEN_REVOKED -> "the token has been revoked; exchange anew if the approval still stands";
            case ISSUER_UNKNOWN -> "the identity token's issuer is not among those that this gate believes";
            case AUDIENCE_WRONG -> "the identity token was made for another audience than this gate";
            case SIGNATURE_INVALID, SIGNATURE_STALE -> "the signature does not hold";
            default -> "the identity token was not accepted";
        };
    }
}
