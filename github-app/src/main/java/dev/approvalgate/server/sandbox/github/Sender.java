package dev.approvalgate.server.sandbox.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs webhooks and posts them. */
final class Sender {

    /** How a delivery went. */
    record Outcome(int statusCode, String status, String answer) {}

    // GitHub gives up after this time.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Outcome UNREACHABLE = new Outcome(502, "failed to connect to host", "");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    static Map<String, String> headers(AppIdentity app, Outgoing webhook) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/sandbox");
        headers.put("X-GitHub-Delivery", webhook.guid());
        headers.put("X-GitHub-Event", webhook.event());
        headers.put("X-GitHub-Hook-ID", String.valueOf(app.id() + 1));
        headers.put("X-GitHub-Hook-Installation-Target-ID", String.valueOf(app.id()));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put(
                "X-Hub-Signature-256",
                Hashes.webhookSignature(app.webhookSecret(), webhook.payload().bytes()));
        return headers;
    }

    /** Posts and waits for the answer. */
    Outcome post(URI url, Map<String, String> headers, Outgoing webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(webhook.payload().bytes()));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean good = answer.statusCode() / 100 == 2;
            String status = good ? "OK" : "Invalid HTTP Response: " + answer.statusCode();
            return new Outcome(answer.statusCode(), status, answer.body());
        } catch (HttpTimeoutException e) {
            return new Outcome(504, "timed out", "");
        } catch (IOException e) {
            return UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNREACHABLE;
        }
    }

    /** What is recorded where there is no address to post to. */
    static Outcome unreachable() {
        return UNREACHABLE;
    }
}
