package dev.approvalgate.journeys.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.journeys.world.Calls.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check runs of the gate as GitHub shows them, by what GitHub answered to the gate's calls. */
public final class CheckRuns {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Calls calls;

    /** Reads from GitHub's calls. */
    public CheckRuns(Calls calls) {
        this.calls = calls;
    }

    /** Waits for a commit's check run. {@return it, as GitHub shows it now} */
    public JsonNode waitFor(String sha) {
        return Scene.eventually().until(() -> newest(sha), Optional::isPresent).orElseThrow();
    }

    /** {@return a commit's check run as GitHub shows it now; empty where there is none} */
    public Optional<JsonNode> newest(String sha) {
        return calls
                .where(call -> call.path().contains("/check-runs")
                        && (call.method().equals("POST") || call.method().equals("PATCH")))
                .stream()
                .filter(made -> made.answer().status() / 100 == 2)
                .map(CheckRuns::parse)
                .filter(check -> check.path("head_sha").asText().equals(sha))
                .reduce((older, newer) -> newer)
                // What GitHub shows for buttons is what it was sent last; it does not send them back.
                .map(check -> withActions(check));
    }

    private JsonNode withActions(JsonNode check) {
        return calls
                .where(call -> call.path().contains("/check-runs")
                        && (call.method().equals("POST") || call.method().equals("PATCH")))
                .stream()
                .filter(made -> made.answer().status() / 100 == 2)
                .filter(made -> parse(made).path("id").equals(check.path("id")))
                .reduce((older, newer) -> newer)
                .map(made -> {
                    JsonNode sent = read(made.call().body().text());
                    return ((com.fasterxml.jackson.databind.node.ObjectNode) check.deepCopy())
                            .set("actions", sent.path("actions"));
                })
                .map(JsonNode.class::cast)
                .orElse(check);
    }

    /** {@return the labels of the buttons} */
    public static List<String> buttons(JsonNode check) {
        var labels = new ArrayList<String>();
        check.path("actions").forEach(action -> labels.add(action.path("label").asText()));
        return labels;
    }

    /** {@return the identifier of the button with a label} */
    public static String button(JsonNode check, String label) {
        for (JsonNode action : check.path("actions")) {
            if (action.path("label").asText().equals(label)) {
                return action.path("identifier").asText();
            }
        }
        throw new AssertionError("no button " + label + " among " + buttons(check));
    }

    private static JsonNode parse(Made made) {
        return read(made.answer().body().text());
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }
}
