package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes answers. */
final class Answers {

    private Answers() {}

    /** An answer that nobody may keep. */
    static void json(HttpServletResponse response, int status, String json) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        send(response, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    static void problem(HttpServletResponse response, Problem problem) throws IOException {
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"approval-gate\"");
        } else if (problem.status() == 503 || problem.status() == 429) {
            response.setHeader("Retry-After", "5");
        }
        response.setHeader("Cache-Control", "no-store");
        send(response, problem.status(), Problem.MEDIA_TYPE, problem.json());
    }

    static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
