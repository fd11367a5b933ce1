package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** A path that takes a form and tells failures as OAuth does (RFC 6749 section 5.2). Nobody may keep what it answers. */
abstract class OAuthEndpoint extends Endpoint {

    private final String challenge;

    /**
     * @param challenge what a caller who did not prove itself is told in {@code WWW-Authenticate}
     */
    OAuthEndpoint(String challenge) {
        super("POST");
        this.challenge = challenge;
    }

    @Override
    final void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(response, OAuthError.of(problem));
    }

    final void write(HttpServletResponse response, OAuthError error) throws IOException {
        if (error.status() == 401) {
            response.setHeader("WWW-Authenticate", challenge);
        } else if (error.status() == 503 || error.status() == 429) {
            response.setHeader("Retry-After", "5");
        }
        response.setHeader("Pragma", "no-cache");
        Answers.json(response, error.status(), error.json());
    }

    /** {@return a token that a form must hold} */
    static Secret token(Map<String, String> form, String field) {
        String token = form.getOrDefault(field, "");
        if (token.isBlank()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, field + " is missing");
        }
        return Secret.of(token);
    }
}
