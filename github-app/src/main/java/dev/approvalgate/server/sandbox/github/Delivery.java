package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a webhook, with all that a test needs to send it again or to tamper with it.
 *
 * @param id the attempt's id; higher is newer
 * @param guid the event's id, the same for a redelivery
 * @param event the event's name
 * @param action the event's action, or null for events without one
 * @param installationId the installation, or null where the event is about the App
 * @param repositoryId the repository, or null where the event is about the App
 * @param redelivery whether this repeats an earlier attempt
 * @param deliveredAt when
 * @param duration how long the answer took
 * @param url where it went; empty in pull mode
 * @param headers the request's headers, signature included
 * @param payload the request's body
 * @param statusCode the answer's status; 502 where nothing could be reached and 504 where no answer came in time
 * @param status {@code OK} or what went wrong
 * @param answer the answer's body
 */
public record Delivery(
        long id,
        String guid,
        String event,
        @Nullable String action,
        @Nullable Long installationId,
        @Nullable Long repositoryId,
        boolean redelivery,
        Instant deliveredAt,
        Duration duration,
        String url,
        Map<String, String> headers,
        Body payload,
        int statusCode,
        String status,
        String answer) {

    /** Event, guid and outcome. */
    @Override
    public String toString() {
        return event + " " + guid + " -> " + status;
    }
}
