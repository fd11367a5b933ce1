package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Refusal;

/** GitHub's error answers. */
final class Errors {

    private static final String DOCS = "https://docs.github.com/rest";

    private Errors() {}

    static Answer of(int status, String message) {
        return Json.answer(
                status, Json.object("message", message, "documentation_url", DOCS, "status", String.valueOf(status)));
    }

    static Refusal notFound() {
        return new Refusal(of(404, "Not Found"));
    }

    static Refusal badCredentials() {
        return new Refusal(of(401, "Bad credentials"));
    }

    static Refusal forbidden() {
        return new Refusal(of(403, "Resource not accessible by integration"));
    }

    static Refusal unprocessable(String message) {
        return new Refusal(of(422, message));
    }
}
