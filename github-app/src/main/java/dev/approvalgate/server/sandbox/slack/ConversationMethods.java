package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.sandbox.slack.SlackChannel.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code conversations.*}. */
final class ConversationMethods {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 999;

    private final SlackWorkspace workspace;
    private final MessageStore messages;
    private final Changes changes;

    ConversationMethods(SlackWorkspace workspace, MessageStore messages, Changes changes) {
        this.workspace = workspace;
        this.messages = messages;
        this.changes = changes;
    }

    Map<String, Method> methods() {
        return Map.of(
                "conversations.info", new Method("channels:read", this::info),
                "conversations.history", new Method("channels:history", this::history),
                "conversations.replies", new Method("channels:history", this::replies),
                "conversations.join", new Method("channels:join", this::join),
                "conversations.open", new Method("im:write", this::open));
    }

    private ObjectNode info(Arguments arguments) throws SlackError {
        return Json.object().set("channel", describe(channel(arguments)));
    }

    private ObjectNode join(Arguments arguments) throws SlackError {
        SlackChannel channel = channel(arguments);
        if (channel.kind() == Kind.DIRECT || channel.kind() == Kind.PRIVATE) {
            throw new SlackError("method_not_supported_for_channel_type");
        }
        SlackChannel joined = channel.with(workspace.app().botUserId());
        workspace.put(joined);
        changes.happened();
        return Json.object().set("channel", describe(joined));
    }

    private ObjectNode open(Arguments arguments) throws SlackError {
        String id = arguments.required("users", "users_list_not_supplied");
        SlackUser person = workspace.user(id).orElseThrow(() -> new SlackError("user_not_found"));
        if (person.is(SlackUser.Flag.DELETED)) {
            throw new SlackError("user_disabled");
        }
        if (person.is(SlackUser.Flag.IS_BOT)) {
            throw new SlackError("cannot_dm_bot");
        }
        changes.happened();
        ObjectNode answer = Json.object();
        answer.putObject("channel").put("id", workspace.direct(person).id());
        return answer;
    }

    private ObjectNode history(Arguments arguments) throws SlackError {
        SlackChannel channel = joined(arguments);
        List<SlackMessage> top = new ArrayList<>(messages.where(
                message -> isIn(message, channel) && message.thread().isEmpty() && within(message, arguments)));
        Collections.reverse(top);
        return page(top, arguments);
    }

    private ObjectNode replies(Arguments arguments) throws SlackError {
        SlackChannel channel = joined(arguments);
        String ts = arguments.required("ts", "thread_not_found");
        if (messages.find(channel.id(), ts).isEmpty()) {
            throw new SlackError("thread_not_found");
        }
        List<SlackMessage> thread = messages.where(message -> isIn(message, channel)
                && (message.ts().equals(ts) || message.thread().equals(Optional.of(ts)))
                && within(message, arguments));
        return page(thread, arguments);
    }

    private ObjectNode page(List<SlackMessage> found, Arguments arguments) throws SlackError {
        int limit = Math.min(Math.max(1, arguments.number("limit", PAGE)), LARGEST_PAGE);
        int from = 0;
        Optional<String> cursor = arguments.text("cursor");
        if (cursor.isPresent()) {
            from = cursor.get().matches("next_[0-9]{1,6}")
                    ? Integer.parseInt(cursor.get().substring(5))
                    : -1;
        }
        if (from < 0) {
            throw new SlackError("invalid_cursor");
        }
        int to = Math.min(found.size(), from + limit);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("messages");
        for (SlackMessage message : found.subList(Math.min(from, to), to)) {
            list.add(shown(message, arguments.flag("include_all_metadata")));
        }
        boolean more = to < found.size();
        answer.put("has_more", more);
        answer.putObject("response_metadata").put("next_cursor", more ? "next_" + to : "");
        return answer;
    }

    private ObjectNode shown(SlackMessage message, boolean withMetadata) {
        ObjectNode json = message.json().deepCopy();
        if (!withMetadata) {
            json.remove("metadata");
        }
        int replies = messages.where(other -> isSameThread(other, message)).size();
        if (replies > 0) {
            json.put("thread_ts", message.ts()).put("reply_count", replies);
        }
        return json;
    }

    private static boolean isSameThread(SlackMessage reply, SlackMessage parent) {
        return !reply.ephemeral() && reply.thread().equals(Optional.of(parent.ts()));
    }

    private static boolean isIn(SlackMessage message, SlackChannel channel) {
        return !message.ephemeral() && message.channel().equals(channel.id());
    }

    private static boolean within(SlackMessage message, Arguments arguments) {
        boolean inclusive = arguments.flag("inclusive");
        int afterOldest = message.ts().compareTo(arguments.text("oldest").orElse("0"));
        int beforeLatest = arguments.text("latest").orElse("9999999999").compareTo(message.ts());
        return inclusive ? afterOldest >= 0 && beforeLatest >= 0 : afterOldest > 0 && beforeLatest > 0;
    }

    private SlackChannel joined(Arguments arguments) throws SlackError {
        SlackChannel channel = channel(arguments);
        if (!channel.members().contains(workspace.app().botUserId())) {
            throw new SlackError("not_in_channel");
        }
        return channel;
    }

    private SlackChannel channel(Arguments arguments) throws SlackError {
        return workspace
                .channel(arguments.required("channel", "channel_not_found"))
                .orElseThrow(() -> new SlackError("channel_not_found"));
    }

    private ObjectNode describe(SlackChannel channel) {
        Kind kind = channel.kind();
        ObjectNode json = Json.object()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("is_channel", kind != Kind.DIRECT)
                .put("is_im", kind == Kind.DIRECT)
                .put("is_private", kind == Kind.PRIVATE || kind == Kind.DIRECT)
                .put("is_archived", false)
                .put("is_member", channel.members().contains(workspace.app().botUserId()))
                .put("is_shared", kind == Kind.EXTERNALLY_SHARED)
                .put("is_ext_shared", kind == Kind.EXTERNALLY_SHARED)
                .put("is_org_shared", false)
                .put("context_team_id", workspace.teamId());
        return channel.directWith() == null ? json : json.put("user", channel.directWith());
    }
}
