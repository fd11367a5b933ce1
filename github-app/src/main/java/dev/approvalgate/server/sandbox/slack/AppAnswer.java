package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the app answered to an interaction.
 *
 * @param status the HTTP status; over Socket Mode 200 for an acknowledgement; 0 where no answer came in time
 * @param body the answer's body; over Socket Mode the acknowledgement's payload
 * @param problem why Slack would show the person an error; empty where it would not
 */
public record AppAnswer(int status, String body, String problem) {

    /** An empty answer with a status. */
    public static AppAnswer of(int status) {
        return of(status, "");
    }

    /** An answer with a status; any but 200 is a problem. */
    static AppAnswer of(int status, String body) {
        return new AppAnswer(status, body, status == 200 ? "" : "The app answered with status " + status + ".");
    }

    /** No answer. */
    static AppAnswer none(String why) {
        return new AppAnswer(0, "", why);
    }

    /** Whether Slack would take it as handled. */
    public boolean ok() {
        return problem.isEmpty();
    }

    AppAnswer but(String why) {
        return new AppAnswer(status, body, why);
    }

    /** The body as JSON; missing where it is none. */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            return Json.object().path("none");
        }
    }

    /** The errors that a {@code response_action} of {@code errors} shows, by block id. */
    public Map<String, String> errors() {
        Map<String, String> found = new TreeMap<>();
        json().path("errors")
                .properties()
                .forEach(e -> found.put(e.getKey(), e.getValue().asText()));
        return found;
    }
}
