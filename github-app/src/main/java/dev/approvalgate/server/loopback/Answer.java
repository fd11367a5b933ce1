package dev.approvalgate.server.loopback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One response of a stand-in; immutable.
 *
 * @param status the HTTP status, or 0 to close the connection without answering
 * @param headers the headers to send
 * @param body the body to send
 * @param afterwards run once it has been sent, or could not be
 */
public record Answer(int status, Map<String, String> headers, Body body, Runnable afterwards) {

    /** Copies the headers. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer of type {@code application/json; charset=utf-8}. */
    public static Answer json(int status, String json) {
        return of(status, "application/json; charset=utf-8", json);
    }

    /** An answer of type {@code text/html; charset=utf-8}. */
    public static Answer html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    /** An answer of any textual type, in UTF-8. */
    public static Answer of(int status, String contentType, String text) {
        return new Answer(status, Map.of("Content-Type", contentType), Body.of(text), () -> {});
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Body.empty(), () -> {});
    }

    /** A 302 to the given location. */
    public static Answer redirect(String location) {
        return empty(302).with("Location", location);
    }

    /** No answer at all: the connection is closed, as when the other side dies. */
    public static Answer dropped() {
        return empty(0);
    }

    /** This answer with one more header, or with the header replaced. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, afterwards);
    }

    /** This answer, with something that is done once it has been sent. */
    public Answer then(Runnable action) {
        return new Answer(status, headers, body, action);
    }
}
