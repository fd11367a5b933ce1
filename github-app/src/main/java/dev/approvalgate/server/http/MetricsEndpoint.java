package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code GET /metrics}: what is counted, in Prometheus' text format. */
final class MetricsEndpoint extends Endpoint {

    private final transient Supplier<String> scrape;

    MetricsEndpoint(Supplier<String> scrape) {
        super("GET");
        this.scrape = scrape;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Answers.send(
                response,
                200,
                "text/plain;version=0.0.4;charset=utf-8",
                scrape.get().getBytes(StandardCharsets.UTF_8));
    }
}
