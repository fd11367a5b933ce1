package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.sandbox.slack.SlackChannel.Kind;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code chat.*}. */
final class ChatMethods {
    private final SlackWorkspace workspace;
    private final MessageStore messages;
    private final Content content;
    private final Clock clock;
    private final String base;

    ChatMethods(SlackWorkspace workspace, MessageStore messages, Content content, Clock clock, String base) {
        this.workspace = workspace;
        this.messages = messages;
        this.content = content;
        this.clock = clock;
        this.base = base;
    }

    Map<String, Method> methods() {
        return Map.of(
                "chat.postMessage", new Method("chat:write", this::post),
                "chat.update", new Method("chat:write", this::update),
                "chat.delete", new Method("chat:write", this::delete),
                "chat.postEphemeral", new Method("chat:write", this::ephemeral),
                "chat.getPermalink", new Method("", this::permalink));
    }

    private ObjectNode post(Arguments arguments) throws SlackError {
        SlackChannel channel = writable(arguments);
        SlackMessage posted = messages.post(channel.id(), null, draft(arguments, channel));
        return answer(channel, posted.ts()).set("message", posted.json());
    }

    private ObjectNode ephemeral(Arguments arguments) throws SlackError {
        SlackChannel channel = writable(arguments);
        String user = arguments.required("user");
        if (workspace.user(user).isEmpty()) {
            throw new SlackError("user_not_in_channel");
        }
        ObjectNode draft = draft(arguments, channel).put("is_ephemeral", true);
        return Json.object()
                .put("message_ts", messages.post(channel.id(), user, draft).ts());
    }

    private ObjectNode draft(Arguments arguments, SlackChannel channel) throws SlackError {
        ObjectNode message = fromApp(workspace);
        content.copy(arguments, message);
        content.metadata(arguments, message);
        Optional<String> thread = arguments.text("thread_ts");
        if (thread.isPresent()) {
            if (messages.find(channel.id(), thread.get()).isEmpty()) {
                throw new SlackError("cannot_reply_to_message");
            }
            message.put("thread_ts", thread.get());
        }
        return message;
    }

    /** What every message of the app carries. */
    static ObjectNode fromApp(SlackWorkspace workspace) {
        SlackApp app = workspace.app();
        ObjectNode message = Json.object()
                .put("type", "message")
                .put("user", app.botUserId())
                .put("bot_id", app.botId())
                .put("app_id", app.appId())
                .put("team", workspace.teamId());
        message.putObject("bot_profile")
                .put("id", app.botId())
                .put("app_id", app.appId())
                .put("name", app.name())
                .put("team_id", workspace.teamId())
                .put("deleted", false);
        return message;
    }

    private ObjectNode update(Arguments arguments) throws SlackError {
        SlackMessage old = own(arguments, "cant_update_message");
        ObjectNode now = old.json().deepCopy();
        content.copy(arguments, now);
        content.metadata(arguments, now);
        String at = clock.instant().getEpochSecond() + ".000000";
        now.putObject("edited").put("user", workspace.app().botUserId()).put("ts", at);
        SlackMessage updated = messages.replace(old, now);
        return Json.object()
                .put("channel", old.channel())
                .put("ts", old.ts())
                .put("text", updated.text())
                .set("message", updated.json());
    }

    private ObjectNode delete(Arguments arguments) throws SlackError {
        SlackMessage old = own(arguments, "cant_delete_message");
        messages.delete(old);
        return Json.object().put("channel", old.channel()).put("ts", old.ts());
    }

    private ObjectNode permalink(Arguments arguments) throws SlackError {
        SlackMessage message = message(arguments, "message_ts");
        String link =
                base + "/archives/" + message.channel() + "/p" + message.ts().replace(".", "");
        return Json.object().put("channel", message.channel()).put("permalink", link);
    }

    private SlackMessage own(Arguments arguments, String otherwise) throws SlackError {
        SlackMessage message = message(arguments, "ts");
        if (!workspace.app().botId().equals(message.json().path("bot_id").asText())) {
            throw new SlackError(otherwise);
        }
        return message;
    }

    private SlackMessage message(Arguments arguments, String member) throws SlackError {
        String channel = arguments.required("channel", "channel_not_found");
        return messages.find(channel, arguments.required(member, "message_not_found"))
                .filter(message -> !message.ephemeral())
                .orElseThrow(() -> new SlackError("message_not_found"));
    }

    private SlackChannel writable(Arguments arguments) throws SlackError {
        String id = arguments.required("channel", "channel_not_found");
        @Nullable
        SlackChannel direct =
                id.startsWith("U") ? workspace.user(id).map(workspace::direct).orElse(null) : null;
        SlackChannel channel =
                direct != null ? direct : workspace.channel(id).orElseThrow(() -> new SlackError("channel_not_found"));
        if (!channel.members().contains(workspace.app().botUserId())) {
            throw new SlackError(channel.kind() == Kind.PRIVATE ? "channel_not_found" : "not_in_channel");
        }
        return channel;
    }

    private static ObjectNode answer(SlackChannel channel, String ts) {
        return Json.object().put("channel", channel.id()).put("ts", ts);
    }
}
