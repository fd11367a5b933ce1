package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /readyz}: 200 where the gate can do its work, 503 where it cannot, with what was looked at. */
final class ReadyEndpoint extends Endpoint {

    static final String PATH = "/readyz";

    private final transient Readiness readiness;

    ReadyEndpoint(Readiness readiness) {
        super("GET");
        this.readiness = readiness;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Readiness.Check> checks = readiness.checks();
        boolean ready = checks.stream().allMatch(Readiness.Check::ok);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", ready ? "ready" : "not_ready");
        members.put("checks", checks);
        Answers.json(response, ready ? 200 : 503, Json.write(members));
    }
}
