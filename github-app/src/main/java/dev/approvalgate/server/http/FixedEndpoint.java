package dev.approvalgate.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code GET} of one public document that everybody may keep for a while. */
public final class FixedEndpoint extends Endpoint {

    private final String mediaType;
    private final String cacheControl;
    private final transient Supplier<String> text;

    /**
     * Serves a document.
     *
     * @param text the document, asked for each time
     */
    public FixedEndpoint(String mediaType, String cacheControl, Supplier<String> text) {
        super("GET");
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.text = text;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", cacheControl);
        Answers.send(response, 200, mediaType, text.get().getBytes(StandardCharsets.UTF_8));
    }
}
