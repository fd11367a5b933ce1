package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All messages, in the order they were posted. Safe for use by several threads. */
final class MessageStore {
    private static final int MOST = 10_000;

    private final Map<String, SlackMessage> messages = new LinkedHashMap<>();
    private final Timestamps timestamps;
    private final Changes changes;

    MessageStore(Timestamps timestamps, Changes changes) {
        this.timestamps = timestamps;
        this.changes = changes;
    }

    /** Stores a message under a new {@code ts}, which it also writes into the message. */
    synchronized SlackMessage post(String channel, @Nullable String visibleTo, ObjectNode json) {
        if (messages.size() >= MOST) {
            messages.remove(messages.keySet().iterator().next());
        }
        String ts = timestamps.next();
        SlackMessage message =
                new SlackMessage(channel, ts, visibleTo, json.deepCopy().put("ts", ts));
        messages.put(ts, message);
        changes.happened();
        return message;
    }

    /** Replaces a message's content; the caller made sure that it exists. */
    synchronized SlackMessage replace(SlackMessage old, ObjectNode json) {
        SlackMessage now = new SlackMessage(old.channel(), old.ts(), old.visibleTo(), json);
        messages.put(old.ts(), now);
        changes.happened();
        return now;
    }

    synchronized void delete(SlackMessage message) {
        messages.remove(message.ts());
        changes.happened();
    }

    synchronized Optional<SlackMessage> find(String channel, String ts) {
        return find(ts).filter(message -> message.channel().equals(channel));
    }

    synchronized Optional<SlackMessage> find(String ts) {
        return Optional.ofNullable(messages.get(ts));
    }

    synchronized List<SlackMessage> where(Predicate<SlackMessage> wanted) {
        return messages.values().stream().filter(wanted).toList();
    }
}
