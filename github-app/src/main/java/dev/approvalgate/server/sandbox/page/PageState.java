package dev.approvalgate.server.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.sandbox.slack.Json;
import dev.approvalgate.server.sandbox.slack.SlackChannel;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackUser.Flag;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that one person sees, as the page reads it. */
final class PageState {
    private static final int MOST_MESSAGES = 300;

    private final SlackStandIn slack;
    private final Story story;
    private final List<PageAction> actions;
    private final Clock clock;

    PageState(SlackStandIn slack, Story story, List<PageAction> actions, Clock clock) {
        this.slack = slack;
        this.story = story;
        this.actions = actions;
        this.clock = clock;
    }

    /** The people whom the page can act as: everybody but machines. */
    List<SlackUser> people() {
        return slack.workspace().users().stream()
                .filter(user -> !user.is(Flag.IS_BOT))
                .toList();
    }

    /** The state at a version, read after it: it may be newer, never older. */
    ObjectNode read(String as, long version) {
        ObjectNode state = Json.object()
                .put("version", version)
                .put("as", as)
                .put("now", clock.instant().toString())
                .put("team", slack.workspace().name());
        state.putObject("app")
                .put("userId", slack.workspace().app().botUserId())
                .put("name", slack.workspace().app().name());
        addPeople(state.putArray("people"));
        addConversations(state, as);
        slack.openView(as).ifPresent(view -> state.set("view", view.json().deepCopy()));
        addStory(state);
        return state;
    }

    private void addPeople(ArrayNode people) {
        for (SlackUser user : people()) {
            people.addObject()
                    .put("id", user.id())
                    .put("handle", user.name())
                    .put("name", user.realName())
                    .put("guest", user.is(Flag.IS_RESTRICTED) || user.is(Flag.IS_ULTRA_RESTRICTED));
        }
    }

    private void addConversations(ObjectNode state, String as) {
        List<SlackChannel> seen = slack.workspace().channels().stream()
                .filter(channel ->
                        channel.directWith() == null || channel.directWith().equals(as))
                .toList();
        ArrayNode channels = state.putArray("channels");
        seen.forEach(channel -> channels.addObject()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("kind", channel.kind().name()));
        ArrayNode messages = state.putArray("messages");
        List<SlackMessage> all = Stream.concat(
                        seen.stream().flatMap(channel -> slack.messages(channel.id()).stream()),
                        slack.ephemerals(as).stream())
                .sorted(Comparator.comparing(SlackMessage::ts))
                .toList();
        all.subList(Math.max(0, all.size() - MOST_MESSAGES), all.size()).forEach(message -> {
            ObjectNode shown = messages.addObject()
                    .put("channel", message.channel())
                    .put("ts", message.ts())
                    .put("ephemeral", message.ephemeral());
            // Slack's client does not see what apps attach for themselves.
            ObjectNode json = message.json().deepCopy();
            json.remove("metadata");
            shown.set("json", json);
        });
    }

    private void addStory(ObjectNode state) {
        ArrayNode told = state.putArray("story");
        story.entries()
                .forEach(entry -> told.addObject()
                        .put("time", entry.time().toString())
                        .put("title", entry.title())
                        .put("detail", entry.detail())
                        .put("state", entry.state().name()));
        ArrayNode offered = state.putArray("actions");
        actions.forEach(action -> offered.addObject()
                .put("id", action.id())
                .put("label", action.label())
                .put("hint", action.hint()));
    }
}
