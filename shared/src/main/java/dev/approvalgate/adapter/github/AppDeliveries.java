package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.GateException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's own record of what it delivered, or tried to deliver, to the App: about three days of it. All calls throw {@link GateException}
 * with {@code host_unreachable} where trying again makes sense.
 */
public final class AppDeliveries {

    private static final byte[] NOTHING = {};
    private static final int PAGE = 100;
    private static final Pattern NEXT = Pattern.compile("<[^<>]*[?&]cursor=([^<>&]{1,300})[^<>]*>;\\s*rel=\"next\"");

    private final GitHubHttp http;

    /** Reads over a connection. */
    public AppDeliveries(GitHubHttp http) {
        this.http = http;
    }

    /**
     * One attempt to deliver an event.
     *
     * @param id names the attempt
     * @param guid names the event; its redeliveries have the same
     * @param event the event's name
     * @param arrived whether the receiver answered 2xx
     * @param redelivery whether an earlier attempt is repeated
     * @param at when
     */
    public record Attempt(long id, String guid, String event, boolean arrived, boolean redelivery, Instant at) {}

    /**
     * Some attempts, newest first.
     *
     * @param attempts at most 100
     * @param next leads to older ones, or {@code null} where there are none
     */
    public record Page(List<Attempt> attempts, @Nullable String next) {

        public Page {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * {@return a page of attempts}
     *
     * @param cursor from the page before, or {@code null} for the newest
     */
    public Page page(@Nullable String cursor) {
        Route route = Route.of("app", "hook", "deliveries").with("per_page", PAGE);
        Reply reply = http.asApp("GET", cursor == null ? route : route.with("cursor", cursor), NOTHING);
        var attempts = new ArrayList<Attempt>();
        for (JsonNode item : Json.read(reply.body())) {
            attempts.add(attempt(item));
        }
        String link = reply.headers().firstValue("link").orElse("");
        Matcher next = NEXT.matcher(link);
        return new Page(attempts, next.find() ? decoded(next.group(1)) : null);
    }

    /** {@return what an attempt carried, as JSON} */
    public String payload(long id) {
        JsonNode detail = Json.read(http.asApp("GET", Route.of("app", "hook", "deliveries", id), NOTHING)
                .body());
        return new String(Json.write(detail.path("request").path("payload")), StandardCharsets.UTF_8);
    }

    private static @Nullable String decoded(String cursor) {
        try {
            return URLDecoder.decode(cursor, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Attempt attempt(JsonNode item) {
        int status = item.path("status_code").asInt();
        return new Attempt(
                Json.number(item, "id"),
                Json.text(item, "guid"),
                Json.text(item, "event"),
                status >= 200 && status < 300,
                item.path("redelivery").asBoolean(),
                instant(item));
    }

    private static Instant instant(JsonNode item) {
        try {
            return Instant.parse(item.path("delivered_at").asText());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
