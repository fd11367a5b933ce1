package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.approvalgate.domain.approval.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds our own messages again by their metadata, which only our app can write into them. */
final class MessageSearch {

    /** The message of a request. */
    static final String REQUEST = "approval_gate_request";
    /** The details of a settled request, in its thread. */
    static final String DETAILS = "approval_gate_details";
    /** The reminder, in the request's thread. */
    static final String REMINDER = "approval_gate_reminder";
    /** Type of a message that asks reviewers of an emergency. */
    static final String REVIEW = "approval_gate_review";
    /** In a thread: that the approval was taken back. */
    static final String REVOKED = "approval_gate_revoked";

    private static final int PAGE = 200;
    private static final int MOST_PAGES = 25;
    /** Slack's clock and ours may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final SlackApi api;

    MessageSearch(SlackApi api) {
        this.api = api;
    }

    /** {@return the metadata that a message of ours carries} */
    static String metadata(String type, RequestId request) {
        ObjectNode metadata = Json.object().put("event_type", type);
        metadata.putObject("event_payload").put("request", request.value());
        return Json.write(metadata);
    }

    /** {@return the {@code ts} of a request's message; looked for among the messages since it was opened} */
    Optional<String> inChannel(String channel, RequestId request, Instant openedAt) {
        String oldest = openedAt.minus(MARGIN).getEpochSecond() + ".000000";
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var answer = api.call(
                    "conversations.history",
                    client -> client.conversationsHistory(query -> query.channel(channel)
                            .oldest(oldest)
                            .inclusive(true)
                            .includeAllMetadata(true)
                            .limit(PAGE)
                            .cursor(from)));
            Optional<String> found = among(answer.getMessages(), REQUEST, request);
            cursor = next(answer.isHasMore(), answer.getResponseMetadata());
            if (found.isPresent() || cursor == null) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** {@return the {@code ts} of a reply of that type in a thread} */
    Optional<String> inThread(String channel, String thread, String type, RequestId request) {
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var answer = api.call(
                    "conversations.replies",
                    client -> client.conversationsReplies(query -> query.channel(channel)
                            .ts(thread)
                            .includeAllMetadata(true)
                            .limit(PAGE)
                            .cursor(from)));
            Optional<String> found = among(answer.getMessages(), type, request);
            cursor = next(answer.isHasMore(), answer.getResponseMetadata());
            if (found.isPresent() || cursor == null) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static @Nullable String next(boolean more, @Nullable ResponseMetadata metadata) {
        String cursor = metadata == null ? null : metadata.getNextCursor();
        return more && cursor != null && !cursor.isEmpty() ? cursor : null;
    }

    private Optional<String> among(@Nullable List<Message> messages, String type, RequestId request) {
        return messages == null
                ? Optional.empty()
                : messages.stream()
                        .filter(message -> api.self().bot().equals(message.getBotId())
                                && carries(message.getMetadata(), type, request))
                        .map(Message::getTs)
                        .findFirst();
    }

    private static boolean carries(Message.@Nullable Metadata metadata, String type, RequestId request) {
        return metadata != null
                && type.equals(metadata.getEventType())
                && metadata.getEventPayload() != null
                && request.value().equals(metadata.getEventPayload().get("request"));
    }
}
