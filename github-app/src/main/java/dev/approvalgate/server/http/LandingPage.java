package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /}: says what this is to a person who comes by. Shows nothing of any request. */
final class LandingPage extends Endpoint {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Approval Gate</title>
            </head>
            <body>
            <h1>Approval Gate</h1>
            <p>Machines wait here until a person has said yes. Requests are answered in Slack or on GitHub; nothing about them is shown
            on this page.</p>
            <p>For verifiers of deploy tokens: <a href="/.well-known/oauth-authorization-server">issuer metadata</a>,
            <a href="/oauth2/jwks">public keys</a>.</p>
            </body>
            </html>
            """;

    LandingPage() {
        super("GET");
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "public, max-age=300");
        Answers.send(response, 200, "text/html;charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
    }
}
