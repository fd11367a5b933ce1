package dev.approvalgate.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Set;
import java.util.stream.Collectors;

/** HTTP as a job needs it: bounded in time and size, never redirected, and in the clear on this machine only. */
public final class JsonHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 256 * 1024;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body the body; missing where it is no JSON
     * @param retryAfter how long to wait at least before asking again
     */
    public record Reply(int status, JsonNode body, Duration retryAfter) {}

    /**
     * {@return an address without a slash at its end}
     *
     * @throws GateException with {@code configuration_invalid} where a token sent there would travel in the clear, or it is no address
     */
    public static URI base(URI uri, String name) {
        boolean local = LOOPBACK.contains(String.valueOf(uri.getHost()));
        boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
        if (uri.getHost() == null || !safe) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    name
                            + " must be an https address, such as https://gate.example.com: a token must not travel in the clear");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, name + " must have no user, query or fragment");
        }
        return URI.create(uri.toString().replaceAll("/+$", ""));
    }

    /** Fetches. */
    public Reply get(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        return send(request);
    }

    /** Posts a form. */
    public Reply post(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply send(HttpRequest.Builder builder) {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return new Reply(response.statusCode(), JsonBody.read(in, MOST_BYTES), retryAfter(response));
            }
        } catch (IOException e) {
            throw unreachable(request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request.uri(), e);
        }
    }

    private static GateException unreachable(URI uri, Exception cause) {
        return new GateException(
                ReasonCode.SERVER_UNREACHABLE,
                uri.getScheme() + "://" + uri.getRawAuthority()
                        + " does not answer; check the address, and that it can be reached from here",
                cause);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,4}") ? Duration.ofSeconds(Integer.parseInt(seconds)) : Duration.ZERO;
    }
}
