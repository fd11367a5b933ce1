package dev.approvalgate.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.server.client.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks a server's admin listener. Follows no redirects, reads a bounded answer, and says so when it has to wait. */
final class AdminClient {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    /** The largest draft, in bytes; the server takes no larger one. */
    private static final int LARGEST_DRAFT = 1 << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long QUIET_SECONDS = 2;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final Consumer<String> progress;

    /**
     * Asks a server.
     *
     * @param progress is told when an answer takes its time
     */
    AdminClient(URI base, Consumer<String> progress) {
        this.base = base;
        this.progress = progress;
    }

    /** Asks how a request was decided. */
    <T> T explain(String id, Function<JsonNode, T> reader) {
        return ask("draft", HttpRequest.newBuilder(uri("/policy/explain/" + id)), reader);
    }

    /**
     * Puts a draft to the stored requests.
     *
     * @throws GateException with {@code request_too_large} where no server would take the file
     * @throws IOException where the file cannot be read
     */
    <T> T replay(Path draft, int limit, Function<JsonNode, T> reader) throws IOException {
        byte[] text;
        try (InputStream in = Files.newInputStream(draft)) {
            text = in.readNBytes(LARGEST_DRAFT + 1);
        }
        if (text.length > LARGEST_DRAFT) {
            throw new GateException(
                    ReasonCode.REQUEST_TOO_LARGE,
                    draft + " is larger than " + LARGEST_DRAFT + " bytes; no policy may be");
        }
        return ask(
                draft.toString(),
                HttpRequest.newBuilder(uri("/policy/replay?limit=" + limit))
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofByteArray(text)),
                reader);
    }

    /**
     * Takes a right back.
     *
     * @param what {@code token} or {@code request}
     * @return how many tokens died
     */
    int revoke(String what, String id, String reason) {
        String form = what + "=" + URLEncoder.encode(id, UTF_8) + "&reason=" + URLEncoder.encode(reason, UTF_8);
        return ask(
                "draft",
                HttpRequest.newBuilder(uri("/revocations"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                answer -> answer.path("tokens").asInt());
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    private <T> T ask(String draft, HttpRequest.Builder request, Function<JsonNode, T> reader) {
        HttpResponse<InputStream> response = send(request.timeout(PATIENCE).build());
        JsonNode answer = body(response);
        if (response.statusCode() != 200) {
            throw ServerProblem.of(base, draft, response.statusCode(), answer);
        }
        try {
            return reader.apply(answer);
        } catch (IllegalArgumentException e) {
            throw ServerProblem.noGate(base, response.statusCode());
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        CompletableFuture<HttpResponse<InputStream>> answer = http.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            try {
                return answer.get(QUIET_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                progress.accept("Waiting for " + base + ", which may be reading groups of GitHub and Slack ...");
                return answer.get();
            }
        } catch (ExecutionException e) {
            throw ServerProblem.unreachable(base, e.getCause() instanceof Exception cause ? cause : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServerProblem.unreachable(base, e);
        }
    }

    private JsonNode body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return JsonBody.read(in, MOST_BYTES);
        } catch (IOException e) {
            throw ServerProblem.unreachable(base, e);
        }
    }
}
