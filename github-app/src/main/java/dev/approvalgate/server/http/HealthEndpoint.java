package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /healthz}: the process lives and answers. */
final class HealthEndpoint extends Endpoint {

    static final String PATH = "/healthz";

    HealthEndpoint() {
        super("GET");
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.json(response, 200, "{\"status\":\"ok\"}");
    }
}
