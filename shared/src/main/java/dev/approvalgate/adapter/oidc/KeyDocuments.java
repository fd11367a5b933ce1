package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches an issuer's published keys: its metadata (OpenID Connect Discovery 1.0), then the JWK Set that it names. Each document is at
 * most 512 KiB and comes within 5 s (3 s of them to connect); redirects are failures.
 */
final class KeyDocuments {

    private static final int LARGEST = 512 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(5);
    static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    private final Duration whole;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    KeyDocuments() {
        this(WHOLE);
    }

    KeyDocuments(Duration whole) {
        this.whole = whole;
    }

    /** {@return the keys that an issuer publishes now} */
    KeySet fetch(String issuer) throws IOException {
        JsonNode metadata = get(Addresses.discovery(issuer));
        if (!metadata.path("issuer").asText("").equals(issuer)) {
            throw new IOException("its metadata names another issuer");
        }
        URI keys = Addresses.parse(metadata.path("jwks_uri").asText(""));
        if (keys == null) {
            throw new IOException("its metadata names no https address of keys (jwks_uri)");
        }
        if (Addresses.isLoopback(keys) != Addresses.isLoopback(URI.create(issuer))) {
            throw new IOException("its metadata points from or to this machine itself (jwks_uri)");
        }
        return KeySet.of(get(keys));
    }

    private JsonNode get(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(whole)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, info -> new CappedBody(LARGEST));
        HttpResponse<byte[]> answer;
        try {
            answer = exchange.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException("no whole answer within " + whole.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException failure ? failure : new IOException("the call failed", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            // Its message quotes the document, and ours is logged.
            throw new IOException("the answer is no JSON that we can read");
        }
    }
}
