package dev.approvalgate.journeys.world;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A plain HTTP client, as any script has one. */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Http() {}

    /** Fetches. */
    public static Reply get(URI uri, Map<String, String> headers) {
        return send(request(uri, headers).GET().build());
    }

    /** Fetches, and gives the answer when it comes. */
    public static CompletableFuture<Reply> getLater(URI uri, Map<String, String> headers) {
        return CLIENT.sendAsync(request(uri, headers).GET().build(), BodyHandlers.ofString())
                .thenApply(Http::reply);
    }

    /** Posts a body as it is. */
    public static Reply post(URI uri, Map<String, String> headers, byte[] body) {
        return send(request(uri, headers).POST(BodyPublishers.ofByteArray(body)).build());
    }

    /** Posts JSON. */
    public static Reply postJson(URI uri, Map<String, String> headers, String json) {
        return send(request(uri, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Posts a form. */
    public static Reply postForm(URI uri, Map<String, String> form) {
        return postForm(uri, Map.of(), form);
    }

    /** Posts a form. */
    public static Reply postForm(URI uri, Map<String, String> headers, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private static Reply send(HttpRequest request) {
        try {
            return reply(CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }
}
