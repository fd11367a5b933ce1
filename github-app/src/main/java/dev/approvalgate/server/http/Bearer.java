package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** The credential of a request (RFC 6750): in the Authorization header, once, and nowhere else. */
final class Bearer {

    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /**
     * {@return the token}
     *
     * @throws GateException with {@code credentials_missing}
     */
    static Secret of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        String value = headers.size() == 1 ? headers.get(0) : "";
        String token = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? value.substring(SCHEME.length()).strip()
                : "";
        if (token.isEmpty()) {
            throw new GateException(ReasonCode.CREDENTIALS_MISSING, "one bearer token is needed");
        }
        return Secret.of(token);
    }
}
