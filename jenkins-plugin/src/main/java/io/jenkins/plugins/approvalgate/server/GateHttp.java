package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalgate.adapter.oidc.CappedBody;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Calls a server: bounded in time and size, never redirected, and in the clear on this machine only. */
final class GateHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** More than a server ever sends. */
    private static final int MOST_BYTES = 1 << 18;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Calls a server at an address that {@link #base} has checked. */
    GateHttp(URI server) {
        this.server = server;
    }

    /**
     * {@return the address of a server, without a slash at its end}
     *
     * @throws GateException with {@code configuration_invalid} where a token that is sent there would travel in the clear
     */
    static URI base(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean local = LOOPBACK.contains(String.valueOf(uri.getHost()));
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (uri.getHost() != null && safe && plain) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                "the server must be an https address without user, query or fragment, such as https://gate.example.com");
    }

    /** {@return what the server shows} */
    JsonNode get(String path, Secret token) {
        return send(request(path, token).GET());
    }

    /** {@return the answer to JSON} */
    JsonNode post(String path, Secret token, Object body) {
        return send(json(path, token, body));
    }

    /** {@return the answer to a call without a body} */
    JsonNode post(String path, Secret token) {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    /** {@return the answer to JSON, later; whoever cancels it ends the call} */
    CompletableFuture<JsonNode> later(String path, Secret token, Object body, Duration atMost) {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(json(path, token, body).timeout(atMost).build(), info -> new CappedBody(MOST_BYTES));
        CompletableFuture<JsonNode> answer = call.handle((response, failure) -> {
            if (failure != null) {
                throw unreachable(failure);
            }
            return read(response);
        });
        var unused = answer.whenComplete((read, failure) -> call.cancel(true));
        return answer;
    }

    /** {@return the answer to a form} */
    JsonNode form(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path, Secret token) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + token.reveal());
    }

    private HttpRequest.Builder json(String path, Secret token, Object body) {
        try {
            return request(path, token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } catch (IOException e) {
            throw new IllegalStateException("a call cannot be written as JSON", e);
        }
    }

    private JsonNode send(HttpRequest.Builder builder) {
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(builder.timeout(PATIENCE).build(), info -> new CappedBody(MOST_BYTES));
        try {
            // The client's own limit ends with the headers.
            return read(call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } finally {
            call.cancel(true);
        }
    }

    /** {@return what a failure of the connection means} */
    GateException unreachable(Throwable cause) {
        return new GateException(
                ReasonCode.SERVER_UNREACHABLE,
                server + " does not answer; check the address, and that this controller reaches it",
                cause);
    }

    private static JsonNode read(HttpResponse<byte[]> response) {
        JsonNode body = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            throw Refusals.of(response.statusCode(), body);
        }
        if (!body.isObject()) {
            throw Refusals.foreign("it sends no JSON");
        }
        return body;
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
