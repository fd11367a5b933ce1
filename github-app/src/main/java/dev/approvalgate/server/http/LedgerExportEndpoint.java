package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** {@code GET /ledger/export}: every record as a line of JSON (NDJSON), oldest first. */
final class LedgerExportEndpoint extends Endpoint {

    private final transient LedgerWriter writer;

    LedgerExportEndpoint(LedgerWriter writer) {
        super("GET");
        this.writer = writer;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/x-ndjson");
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        writer.write(out);
        out.flush();
    }
}
