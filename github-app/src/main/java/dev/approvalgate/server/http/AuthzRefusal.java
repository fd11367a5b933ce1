package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a proxy is told where a request must not reach its target. Proxies know 401 and 403 alone, and take any other status for a failure of ours. */
final class AuthzRefusal {

    private static final String REALM = " realm=\"approval-gate\"";
    private static final String ALGORITHMS = ", algs=\"ES256 RS256\"";

    private AuthzRefusal() {}

    static void write(HttpServletResponse response, Problem problem) throws IOException {
        int status = status(problem.reason());
        if (status != 503) {
            response.setHeader("WWW-Authenticate", challenge(problem.reason(), status));
        } else {
            response.setHeader("Retry-After", "5");
        }
        response.setHeader("Cache-Control", "no-store");
        String detail = status == 401 ? detail(problem.reason()) : problem.detail();
        Answers.send(response, status, Problem.MEDIA_TYPE, new Problem(status, problem.reason(), detail).json());
    }

    private static int status(ReasonCode reason) {
        return switch (reason.kind()) {
            // The proxy's own fault, and nothing that its caller could mend with a token.
            case UNAUTHENTICATED -> reason == ReasonCode.CLIENT_UNKNOWN ? 403 : 401;
            case UNAVAILABLE, FAULT -> 503;
            default -> 403;
        };
    }

    private static String detail(ReasonCode reason) {
        return reason == ReasonCode.CREDENTIALS_MISSING
                ? "send one deploy token as \"Authorization: Bearer ...\", or as DPoP where it is bound to a key"
                : "the deploy token is not accepted here: " + reason.code().replace('_', ' ');
    }

    /** RFC 6750 section 3; RFC 9449 section 7.1. A caller that showed nothing is told no error. */
    private static String challenge(ReasonCode reason, int status) {
        String error = "error_description=\"" + reason.code() + "\"";
        return switch (reason) {
            case CREDENTIALS_MISSING -> "Bearer" + REALM;
            case PROOF_MISSING -> "DPoP" + REALM + ALGORITHMS + ", error=\"invalid_token\", " + error;
            case PROOF_MALFORMED, PROOF_SIGNATURE, PROOF_MISMATCH, PROOF_KEY, PROOF_STALE, PROOF_REPLAYED ->
                "DPoP" + REALM + ALGORITHMS + ", error=\"invalid_dpop_proof\", " + error;
            default ->
                "Bearer" + REALM + ", error=\"" + (status == 401 ? "invalid_token" : "insufficient_scope") + "\", "
                        + error;
        };
    }
}
