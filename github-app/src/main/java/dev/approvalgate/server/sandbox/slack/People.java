package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What people do in Slack, and what Slack then does with the app's answer. */
final class People {
    private final SlackWorkspace workspace;
    private final MessageStore messages;
    private final ViewStore views;
    private final Payloads payloads;
    private final Outbox outbox;
    private final Content content;
    private final ResponseUrls responseUrls;

    People(
            SlackWorkspace workspace,
            MessageStore messages,
            ViewStore views,
            Payloads payloads,
            Outbox outbox,
            Content content,
            ResponseUrls responseUrls) {
        this.workspace = workspace;
        this.messages = messages;
        this.views = views;
        this.payloads = payloads;
        this.outbox = outbox;
        this.content = content;
        this.responseUrls = responseUrls;
    }

    AppAnswer act(String userId, String ts, String actionId, @Nullable String option) {
        SlackMessage message = messages.find(ts)
                .filter(found -> found.visibleTo() == null || found.visibleTo().equals(userId))
                .orElseThrow(() -> new NoSuchElementException("No message " + ts + " is shown."));
        ObjectNode action = Elements.act(message.blocks(), actionId, option);
        ObjectNode state = FormState.current(message.blocks(), Map.of());
        return outbox.send(Envelope.interaction(payloads.onMessage(user(userId), message, action, state)));
    }

    AppAnswer actInView(String userId, String actionId, @Nullable String option, Map<String, String> entered) {
        OpenView view = view(userId);
        ObjectNode action = Elements.act(view.blocks(), actionId, option);
        ObjectNode state = FormState.current(view.blocks(), entered);
        return outbox.send(Envelope.interaction(payloads.onView(user(userId), view, action, state)));
    }

    AppAnswer submit(String userId, Map<String, String> entered) {
        OpenView view = view(userId);
        ObjectNode state = FormState.submitted(view.blocks(), entered);
        AppAnswer answer = outbox.send(Envelope.interaction(payloads.submission(user(userId), view, state)));
        if (!answer.ok()) {
            return answer;
        }
        JsonNode json = answer.json();
        try {
            switch (json.path("response_action").asText("")) {
                case "" -> views.close(view);
                case "clear" -> views.clear(userId);
                case "update" -> views.update(view, content.view(json.path("view")));
                case "push" -> views.push(userId, content.view(json.path("view")));
                case "errors" -> {
                    return answer;
                }
                default -> {
                    return answer.but("The app answered with an unknown response_action.");
                }
            }
            return answer;
        } catch (SlackError e) {
            return answer.but("The app answered with a view that Slack refuses: " + e.getMessage());
        }
    }

    AppAnswer close(String userId) {
        OpenView view = view(userId);
        views.close(view);
        if (!view.json().path("notify_on_close").asBoolean()) {
            return AppAnswer.of(200, "");
        }
        return outbox.send(Envelope.interaction(payloads.closed(user(userId), view)));
    }

    AppAnswer command(String userId, String channelId, String command, String text) {
        SlackChannel channel = workspace
                .channel(channelId)
                .orElseThrow(() -> new NoSuchElementException("No channel " + channelId + " exists."));
        AppAnswer answer = outbox.send(Envelope.command(payloads.command(user(userId), channel, command, text)));
        try {
            if (answer.ok()) {
                responseUrls.answerToCommand(answer, channelId, userId);
            }
            return answer;
        } catch (SlackError e) {
            return answer.but("The app answered with a message that Slack refuses: " + e.getMessage());
        }
    }

    private SlackUser user(String id) {
        return workspace.user(id).orElseThrow(() -> new NoSuchElementException("No user " + id + " exists."));
    }

    private OpenView view(String userId) {
        return views.top(userId)
                .orElseThrow(() -> new NoSuchElementException("User " + userId + " has no modal open."));
    }
}
