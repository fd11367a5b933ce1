package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure in the form of the token endpoint (RFC 6749 section 5.2), with our reason beside it.
 *
 * @param status the HTTP status
 * @param error OAuth's word
 * @param problem what happened
 */
record OAuthError(int status, String error, Problem problem) {

    static OAuthError of(Problem problem) {
        return new OAuthError(status(problem), error(problem.reason()), problem);
    }

    /** The caller came back too soon (RFC 8628 section 3.5). */
    static OAuthError slowDown() {
        return new OAuthError(
                400,
                "slow_down",
                new Problem(400, ReasonCode.APPROVAL_PENDING, "the request still waits; ask again in five seconds"));
    }

    /** RFC 9449 section 5. */
    private static boolean isOfAProof(ReasonCode reason) {
        return switch (reason) {
            case PROOF_MISSING,
                    PROOF_MALFORMED,
                    PROOF_SIGNATURE,
                    PROOF_MISMATCH,
                    PROOF_KEY,
                    PROOF_STALE,
                    PROOF_REPLAYED -> true;
            default -> false;
        };
    }

    private static int status(Problem problem) {
        if (isOfAProof(problem.reason())) {
            return 400;
        }
        return switch (problem.reason().kind()) {
            // Waiting, and denials, travel as 400 in OAuth; a used-up approval is a conflict (409) like everywhere
            // else.
            case PENDING, DENIED, NOT_FOUND -> 400;
            default -> problem.status();
        };
    }

    private static String error(ReasonCode reason) {
        if (reason == ReasonCode.GRANT_UNSUPPORTED) {
            return "unsupported_grant_type";
        }
        if (reason == ReasonCode.AUDIENCE_NOT_ALLOWED) {
            return "invalid_target";
        }
        if (isOfAProof(reason)) {
            return "invalid_dpop_proof";
        }
        if (reason == ReasonCode.CLIENT_UNKNOWN) {
            return "invalid_client";
        }
        return switch (reason.kind()) {
            // RFC 8693 section 2.2.2: a subject token that is invalid or not acceptable is an invalid request.
            case INVALID, UNAUTHENTICATED -> "invalid_request";
            case PENDING -> "authorization_pending";
            case DENIED, NOT_FOUND, CONFLICT -> "access_denied";
            case LIMITED -> "slow_down";
            case UNAVAILABLE -> "temporarily_unavailable";
            case FAULT -> "server_error";
        };
    }

    String json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error);
        members.put("error_description", description());
        members.put("reason", problem.reason().code());
        return Json.write(members);
    }

    /** RFC 6749 allows printable ASCII without quotation mark and backslash. */
    private String description() {
        var text = new StringBuilder();
        problem.detail()
                .codePoints()
                .forEach(c -> text.append(c == '"' ? '\'' : c >= 0x20 && c <= 0x7E && c != '\\' ? (char) c : '?'));
        return text.toString();
    }
}
