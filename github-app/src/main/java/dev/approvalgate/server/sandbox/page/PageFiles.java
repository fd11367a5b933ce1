package dev.approvalgate.server.sandbox.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.server.loopback.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The page's own three files: markup, style and script. Nothing is loaded from elsewhere, and no script stands in the markup. */
final class PageFiles {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private PageFiles() {}

    static Answer markup(String token) {
        return secured(Answer.html(200, read("conversation.html").replace("{{token}}", token)));
    }

    static Answer style() {
        return secured(Answer.of(200, "text/css; charset=utf-8", read("conversation.css")));
    }

    static Answer script() {
        return secured(Answer.of(200, "text/javascript; charset=utf-8", read("conversation.js")));
    }

    /** The answer, with the headers that keep other pages out and this one to itself. */
    static Answer secured(Answer answer) {
        return answer.with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin")
                .with("Cache-Control", "no-store");
    }

    private static String read(String name) {
        try (InputStream in =
                Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), "the page's files are packaged")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
