package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problem documents for what ends before a servlet is reached: malformed requests, headers beyond bounds, bodies that do not come. */
final class CoreProblems extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() >= 400 ? response.getStatus() : 500;
        write(response, callback, problem(status));
        return true;
    }

    /** Answers with a problem and ends the connection, because what is left of the request is not read. */
    static void close(Response response, Callback callback, Problem problem) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(response, callback, problem);
    }

    private static void write(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (problem.status() == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "5");
        }
        response.write(true, ByteBuffer.wrap(problem.json()), callback);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> new Problem(404, ReasonCode.ENDPOINT_NOT_FOUND, NotFound.DETAIL);
            case 405 -> new Problem(405, ReasonCode.METHOD_NOT_ALLOWED, "this method is not known here");
            case 408 -> new Problem(408, ReasonCode.REQUEST_TIMEOUT, BodyBuffer.TOO_SLOW);
            case 413 -> new Problem(413, ReasonCode.REQUEST_TOO_LARGE, "the body is too large");
            case 414, 431 ->
                new Problem(status, ReasonCode.REQUEST_TOO_LARGE, "the request's address or headers are too large");
            case 503 -> new Problem(503, ReasonCode.SHUTTING_DOWN, Drain.DETAIL);
            default ->
                status >= 500
                        ? Problem.internal()
                        : new Problem(status, ReasonCode.REQUEST_MALFORMED, "the request is not well-formed HTTP");
        };
    }
}
