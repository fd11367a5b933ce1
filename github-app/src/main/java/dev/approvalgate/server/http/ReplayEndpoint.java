package dev.approvalgate.server.http;

import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.PolicyReplay;
import dev.approvalgate.server.policy.PolicyDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        } catch (ConfigProblem wrong) {
            Answers.problem(response, problem(wrong));
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

    private static Problem problem(ConfigProblem wrong) {
        List<Map<String, Object>> faults =
                wrong.faults().stream().map(ReplayEndpoint::members).toList();
        String detail = "the draft has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults");
        return Problem.of(wrong.reason(), detail).with(faults);
    }

    private static Map<String, Object> members(ConfigProblem.Fault fault) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("file", fault.place().file());
        members.put("line", fault.place().line());
        members.put("column", fault.place().column());
        members.put("key", fault.path());
        members.put("message", fault.message());
        members.put("remedy", fault.remedy());
        return members;
    }
}
