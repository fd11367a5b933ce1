package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a caller wants of a check run, within GitHub's limits. */
final class CheckRunInput {

    private static final int MAX_ACTIONS = 3;
    private static final int MAX_LABEL = 20;
    private static final int MAX_IDENTIFIER = 20;
    private static final int MAX_DESCRIPTION = 40;
    private static final int MAX_TEXT = 65_535;
    private static final Set<String> STATUSES =
            Set.of("queued", "in_progress", "completed", "waiting", "requested", "pending");
    private static final Set<String> CONCLUSIONS =
            Set.of("action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out");

    private CheckRunInput() {}

    /** Applies the fields that are there; nothing is applied where one of them is refused. */
    static void apply(JsonNode body, CheckRun check, Instant now) {
        String status = oneOf(body, "status", STATUSES);
        String conclusion = oneOf(body, "conclusion", CONCLUSIONS);
        if ("completed".equals(status) && conclusion == null && check.conclusion == null) {
            throw refused("conclusion", "a completed check run needs a conclusion");
        }
        CheckRun.Output output = body.has("output") ? output(body.get("output")) : check.output;
        List<CheckRun.Action> actions = body.has("actions") ? actions(body.get("actions")) : check.actions;
        check.output = output;
        check.actions = actions;
        check.name = Objects.requireNonNullElse(Json.text(body, "name"), check.name);
        check.externalId = body.has("external_id") ? Json.text(body, "external_id") : check.externalId;
        check.detailsUrl = body.has("details_url") ? Json.text(body, "details_url") : check.detailsUrl;
        if (conclusion != null) {
            check.finish(conclusion, now);
        } else if (status != null && !status.equals("completed")) {
            check.finish(null, now);
            check.status = status;
        }
    }

    private static @Nullable String oneOf(JsonNode body, String field, Set<String> allowed) {
        String value = Json.text(body, field);
        if (value != null && !allowed.contains(value)) {
            throw refused(field, value + " is not a member of " + allowed);
        }
        return value;
    }

    private static CheckRun.Output output(JsonNode output) {
        String title = Json.text(output, "title");
        String summary = Json.text(output, "summary");
        if (summary == null) {
            throw refused("output", "\"summary\" wasn't supplied");
        }
        bounded("summary", summary, MAX_TEXT);
        String text = Json.text(output, "text");
        if (text != null) {
            bounded("text", text, MAX_TEXT);
        }
        return new CheckRun.Output(title, summary, text);
    }

    private static List<CheckRun.Action> actions(JsonNode array) {
        if (array.size() > MAX_ACTIONS) {
            throw refused("actions", "no more than 3 items are allowed; " + array.size() + " were supplied");
        }
        List<CheckRun.Action> actions = new ArrayList<>();
        for (JsonNode action : array) {
            actions.add(new CheckRun.Action(
                    required(action, "label", MAX_LABEL),
                    required(action, "description", MAX_DESCRIPTION),
                    required(action, "identifier", MAX_IDENTIFIER)));
        }
        return actions;
    }

    private static String required(JsonNode action, String field, int most) {
        String value = Json.text(action, field);
        if (value == null || value.isEmpty()) {
            throw refused(field, "wasn't supplied");
        }
        return bounded(field, value, most);
    }

    private static String bounded(String field, String value, int most) {
        if (value.codePointCount(0, value.length()) > most) {
            throw refused(field, "is too long (maximum is " + most + " characters)");
        }
        return value;
    }

    private static RuntimeException refused(String field, String why) {
        return Errors.unprocessable("Invalid request.\n\nFor '" + field + "': " + why + ".");
    }
}
