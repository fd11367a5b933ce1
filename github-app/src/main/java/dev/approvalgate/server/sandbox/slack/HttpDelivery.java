package dev.approvalgate.server.sandbox.slack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Posts a signed form to the app and waits for its answer as long as Slack does. Redirects are not followed. */
final class HttpDelivery {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Duration patience;

    HttpDelivery(Duration patience) {
        this.patience = patience;
    }

    AppAnswer post(URI to, String form, String timestamp, String signature) {
        HttpRequest request = HttpRequest.newBuilder(to)
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return AppAnswer.of(response.statusCode(), response.body());
        } catch (HttpTimeoutException e) {
            return AppAnswer.none("The app did not answer within " + patience.toMillis() + " ms.");
        } catch (IOException e) {
            return AppAnswer.none("The app could not be reached at " + to + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AppAnswer.none("Interrupted while waiting for the app.");
        }
    }
}
