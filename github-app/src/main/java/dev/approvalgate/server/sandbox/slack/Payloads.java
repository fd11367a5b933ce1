package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Builds the payloads that Slack sends when a person acts, in their published shapes. */
final class Payloads {
    private final SlackWorkspace workspace;
    private final Triggers triggers;
    private final ResponseUrls responseUrls;
    private final Timestamps timestamps;

    Payloads(SlackWorkspace workspace, Triggers triggers, ResponseUrls responseUrls, Timestamps timestamps) {
        this.workspace = workspace;
        this.triggers = triggers;
        this.responseUrls = responseUrls;
        this.timestamps = timestamps;
    }

    /** A click on an element of a message. */
    ObjectNode onMessage(SlackUser user, SlackMessage message, ObjectNode action, ObjectNode stateValues) {
        ObjectNode payload = start("block_actions", user);
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", message.ephemeral());
        message.thread().ifPresent(ts -> container.put("thread_ts", ts));
        payload.put("trigger_id", triggers.issue(user.id()));
        payload.putObject("channel").put("id", message.channel()).put("name", channelName(message.channel()));
        if (!message.ephemeral()) {
            payload.set("message", message.json().deepCopy().without("metadata"));
        }
        payload.putObject("state").set("values", stateValues);
        payload.put("response_url", responseUrls.issue(message.channel(), user.id(), message.ts()));
        return withAction(payload, action);
    }

    /** A click on an element of a modal. */
    ObjectNode onView(SlackUser user, OpenView view, ObjectNode action, ObjectNode stateValues) {
        ObjectNode payload = start("block_actions", user);
        payload.putObject("container").put("type", "view").put("view_id", view.id());
        payload.put("trigger_id", triggers.issue(user.id()));
        payload.set("view", filled(view, stateValues));
        return withAction(payload, action);
    }

    ObjectNode submission(SlackUser user, OpenView view, ObjectNode stateValues) {
        ObjectNode payload = start("view_submission", user);
        payload.put("trigger_id", triggers.issue(user.id()));
        payload.set("view", filled(view, stateValues));
        payload.putArray("response_urls");
        return payload;
    }

    ObjectNode closed(SlackUser user, OpenView view) {
        ObjectNode payload = start("view_closed", user);
        payload.set("view", view.json().deepCopy());
        return payload.put("is_cleared", false);
    }

    ObjectNode command(SlackUser user, SlackChannel channel, String command, String text) {
        return Json.object()
                .put("token", "unused")
                .put("team_id", workspace.teamId())
                .put("team_domain", domain())
                .put("channel_id", channel.id())
                .put("channel_name", channelName(channel.id()))
                .put("user_id", user.id())
                .put("user_name", user.name())
                .put("command", command)
                .put("text", text)
                .put("api_app_id", workspace.app().appId())
                .put("is_enterprise_install", "false")
                .put("response_url", responseUrls.issue(channel.id(), user.id(), null))
                .put("trigger_id", triggers.issue(user.id()));
    }

    private ObjectNode start(String type, SlackUser user) {
        ObjectNode payload = Json.object().put("type", type);
        payload.putObject("user")
                .put("id", user.id())
                .put("username", user.name())
                .put("name", user.name())
                .put("team_id", user.teamId());
        payload.put("api_app_id", workspace.app().appId()).put("token", "unused");
        payload.putObject("team").put("id", workspace.teamId()).put("domain", domain());
        payload.putNull("enterprise").put("is_enterprise_install", false);
        return payload;
    }

    private ObjectNode withAction(ObjectNode payload, ObjectNode action) {
        payload.putArray("actions").add(action.put("action_ts", timestamps.next()));
        return payload;
    }

    private static JsonNode filled(OpenView view, ObjectNode stateValues) {
        ObjectNode json = view.json().deepCopy();
        json.putObject("state").set("values", stateValues);
        return json;
    }

    private String channelName(String id) {
        return workspace
                .channel(id)
                .map(channel -> channel.kind() == SlackChannel.Kind.DIRECT ? "directmessage" : channel.name())
                .orElse("");
    }

    private String domain() {
        return workspace.name().toLowerCase(Locale.ROOT);
    }
}
