package dev.approvalgate.server.sandbox.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Urls;
import dev.approvalgate.server.sandbox.slack.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain HTTP client, as any script has one; a call takes at most 40 seconds. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the body as text
     */
    public record Reply(int status, String body) {

        /** The body as JSON; missing members where it is none. */
        public JsonNode json() {
            try {
                return Json.parse(body);
            } catch (JsonProcessingException e) {
                return Json.object();
            }
        }

        /** A member of the body that is text; empty where there is none. */
        public String text(String name) {
            return json().path(name).asText("");
        }

        /** The status only: bodies may carry secrets. */
        @Override
        public String toString() {
            return "HTTP " + status;
        }
    }

    /** Fetches. */
    public static Reply get(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Posts a form. */
    public static Reply postForm(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> Urls.encode(field.getKey()) + "=" + Urls.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
