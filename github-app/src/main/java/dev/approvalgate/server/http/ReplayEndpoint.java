package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.server.policy.FaultyDraft;
import dev.approvalgate.server.policy.PolicyDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code POST /policy/replay?limit=500}: the body is a draft; which stored requests would end differently? Changes nothing. */
final class ReplayEndpoint extends Endpoint {

    static final String PATH = "/policy/replay";

    private final transient PolicyDesk desk;

    ReplayEndpoint(PolicyDesk desk) {
        super("POST");
        this.desk = desk;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String draft = Bodies.text(Bodies.bytes(request, Bodies.YAML));
        int limit = limit(request.getParameter("limit"));
        try {
            Answers.json(response, 200, Json.write(desk.replay(draft, limit).members()));
        } catch (FaultyDraft wrong) {
            Answers.problem(response, Problem.of(wrong).with(wrong.faults()));
        }
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return PolicyReplay.MOST;
        }
        if (!given.matches("[1-9][0-9]{0,2}") || Integer.parseInt(given) > PolicyReplay.MOST) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED, "limit must be a whole number from 1 to " + PolicyReplay.MOST);
        }
        return Integer.parseInt(given);
    }
}
