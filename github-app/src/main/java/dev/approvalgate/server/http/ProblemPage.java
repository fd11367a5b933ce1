package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a problem document's {@code type} leads to: the reason and what a caller can do about it. */
final class ProblemPage extends Endpoint {

    static final String PATH = "/problems/";

    ProblemPage() {
        super("GET");
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        ReasonCode reason = Arrays.stream(ReasonCode.values())
                .filter(known -> path.equals("/" + known.code()))
                .findFirst()
                .orElseThrow(() -> new GateException(ReasonCode.ENDPOINT_NOT_FOUND, NotFound.DETAIL));
        String text = Sentences.title(reason) + "\n\nReason code: " + reason.code() + "\nHTTP status: "
                + Statuses.of(reason) + "\n" + advice(reason.kind()) + "\n";
        response.setHeader("Cache-Control", "public, max-age=3600");
        Answers.send(response, 200, "text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String advice(ReasonCode.Kind kind) {
        return switch (kind) {
            case INVALID -> "The input is wrong; sending it again unchanged is pointless.";
            case UNAUTHENTICATED -> "The caller did not prove who it is.";
            case DENIED -> "The caller is known and may not.";
            case NOT_FOUND -> "There is no such thing, or the caller may not know of it.";
            case CONFLICT -> "The state of things forbids it now.";
            case PENDING -> "Not yet decided; ask again later.";
            case LIMITED -> "Too often; ask again later.";
            case UNAVAILABLE -> "Something that is needed cannot be reached or read now; ask again later.";
            case FAULT -> "A defect of the server; its log says more.";
        };
    }
}
