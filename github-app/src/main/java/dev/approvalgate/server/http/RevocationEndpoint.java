package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Operators;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code POST /revocations}: a form with {@code token} (a {@code jti}) or {@code request}, and {@code reason}; takes a right back. */
final class RevocationEndpoint extends Endpoint {

    static final String PATH = "/revocations";

    private final transient Operators operators;

    RevocationEndpoint(Operators operators) {
        super("POST");
        this.operators = operators;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("Origin") != null) {
            // No page takes rights back, under whatever name it was loaded: whoever's browser sends this was led to.
            throw new GateException(ReasonCode.CROSS_SITE, "pages may not take rights back; use gate revoke");
        }
        Map<String, String> form = Bodies.form(Bodies.bytes(request, Bodies.FORM));
        String id = form.getOrDefault("request", "");
        String token = form.getOrDefault("token", "");
        String reason = form.getOrDefault("reason", "");
        if (id.isEmpty() == token.isEmpty()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "give either token or request, and a reason");
        }
        int died = 1;
        if (id.isEmpty()) {
            operators.revokeToken(token, reason);
        } else if (RequestId.isWellFormed(id)) {
            died = operators.revokeApproval(new RequestId(id), reason);
        } else {
            throw new GateException(ReasonCode.REQUEST_NOT_FOUND, "that is no request's id");
        }
        Answers.json(response, 200, Json.write(Map.of("tokens", died)));
    }
}
