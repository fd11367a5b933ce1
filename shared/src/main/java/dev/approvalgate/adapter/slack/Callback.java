package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.regex.Pattern;

/** A verified callback of Slack's, read strictly: ids have the form of ids, and it is for our team and our app. */
final class Callback {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,30}");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}\\.[0-9]{1,9}");

    private final ObjectNode json;

    private Callback(ObjectNode json) {
        this.json = json;
    }

    /**
     * {@return the callback}
     *
     * @throws GateException with {@code request_malformed}, {@code request_too_deep}, or {@code host_fact_mismatch} where it belongs to
     *     another team or app
     */
    static Callback read(String payload, SlackConnection connection) {
        ObjectNode json = Json.readObject(payload);
        String app = connection.appId();
        if (!connection.team().equals(Json.text(json.path("team"), "id"))
                || (app != null && !app.equals(Json.text(json, "api_app_id")))) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "the callback is for another Slack team or app; check slack.team and slack.app");
        }
        return new Callback(json);
    }

    String type() {
        return Json.text(json, "type");
    }

    /** {@return the one thing that was acted on} */
    JsonNode action() {
        return json.path("actions").path(0);
    }

    JsonNode view() {
        return json.path("view");
    }

    String trigger() {
        return Json.text(json, "trigger_id");
    }

    String user() {
        return id(json.path("user"), "id");
    }

    /** {@return the team that the user belongs to, which is another one for people from shared channels} */
    String userTeam() {
        return json.path("user").has("team_id") ? id(json.path("user"), "team_id") : id(json.path("team"), "id");
    }

    String channel() {
        return id(json.path("channel"), "id");
    }

    /** {@return names this very click: a repetition has the same} */
    String clickKey() {
        String at = Json.text(action(), "action_ts");
        if (!TIME.matcher(at).matches()) {
            throw malformed("actions[0].action_ts");
        }
        return id(json.path("team"), "id") + "/" + user() + "/" + at + "/" + Json.text(action(), "action_id");
    }

    static String id(JsonNode object, String field) {
        return id(Json.text(object, field), field);
    }

    /** {@return an id that has the form of one} */
    static String id(String value, String field) {
        if (!ID.matcher(value).matches()) {
            throw malformed(field);
        }
        return value;
    }

    private static GateException malformed(String field) {
        return new GateException(ReasonCode.REQUEST_MALFORMED, "the callback lacks a well-formed " + field);
    }
}
