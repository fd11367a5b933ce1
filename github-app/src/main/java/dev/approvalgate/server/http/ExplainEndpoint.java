package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.server.policy.PolicyDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /policy/explain/{id}}: how a request was decided, or what it still needs. Changes nothing. */
final class ExplainEndpoint extends Endpoint {

    static final String PATH = "/policy/explain/";

    private final transient PolicyDesk desk;

    ExplainEndpoint(PolicyDesk desk) {
        super("GET");
        this.desk = desk;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String id = path.substring(Math.min(1, path.length()));
        if (!RequestId.isWellFormed(id)) {
            throw new GateException(
                    ReasonCode.REQUEST_NOT_FOUND,
                    "that is no request's id; write one as messages and the ledger have it: req_ and 26 characters");
        }
        Answers.json(response, 200, Json.write(desk.explain(new RequestId(id)).members()));
    }
}
