package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One exchange with GitHub, bounded in size and time. Follows no redirects and sends nothing anywhere but to the configured API. */
final class GitHubTransport {

    static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(20);

    private final ApiBase api;
    private final Duration whole;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    GitHubTransport(ApiBase api) {
        this(api, WHOLE);
    }

    GitHubTransport(ApiBase api, Duration whole) {
        this.api = api;
        this.whole = whole;
    }

    /**
     * One answer.
     *
     * @param status HTTP status
     * @param headers its headers
     * @param body its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, HttpHeaders headers, byte[] body) {}

    /**
     * Sends a request.
     *
     * @throws GateException with {@code host_unreachable} where no whole answer came in time
     */
    Reply send(String method, URI target, Map<String, String> headers, byte[] body) {
        if (api.within(target, target.toString()) == null) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH, "refused to call an address that is not GitHub's API");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(whole);
        headers.forEach(request::header);
        request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), info -> new BoundedBody(LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> answer = exchange.get(whole.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new GateException(ReasonCode.SHUTTING_DOWN, "interrupted while waiting for GitHub", e);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw unreachable("did not answer within " + whole.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw unreachable(
                    cause instanceof IOException && cause.getMessage() != null
                            ? "could not be reached: " + cause.getMessage()
                            : "could not be reached",
                    e);
        }
    }

    private GateException unreachable(String how, Exception cause) {
        return new GateException(ReasonCode.HOST_UNREACHABLE, "GitHub's API at " + api.uri() + " " + how, cause);
    }
}
