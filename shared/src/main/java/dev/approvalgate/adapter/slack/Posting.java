package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages. {@code text} goes along with every {@code blocks}: Slack shows it in notifications, and an update without it would
 * lose what it replaces. It is never parsed for mentions, names or links.
 */
final class Posting {

    private static final String PARSE_NOTHING = "none";

    private final SlackApi api;

    Posting(SlackApi api) {
        this.api = api;
    }

    /** {@return the message's {@code ts}} */
    String post(
            String channel, @Nullable String thread, String type, RequestId request, String text, List<Block> blocks) {
        String metadata = MessageSearch.metadata(type, request);
        String json = Json.write(Block.array(blocks));
        return api.call(
                        "chat.postMessage",
                        client -> client.chatPostMessage(message -> message.channel(channel)
                                .threadTs(thread)
                                .text(escape(text))
                                .blocksAsString(json)
                                .metadataAsString(metadata)
                                .mrkdwn(false)
                                .parse(PARSE_NOTHING)
                                .linkNames(false)
                                .unfurlLinks(false)
                                .unfurlMedia(false)))
                .getTs();
    }

    void update(String channel, String ts, RequestId request, String text, List<Block> blocks) {
        String metadata = MessageSearch.metadata(MessageSearch.REQUEST, request);
        String json = Json.write(Block.array(blocks));
        api.call(
                "chat.update",
                client -> client.chatUpdate(message -> message.channel(channel)
                        .ts(ts)
                        .text(escape(text))
                        .blocksAsString(json)
                        .metadataAsString(metadata)
                        .parse(PARSE_NOTHING)
                        .linkNames(false)));
    }

    /** Writes to one person, in the conversation that they have with the app. */
    void direct(String user, String text) {
        List<Line> lines = text.lines().map(Line::of).toList();
        String json = Json.write(Block.array(List.of(Block.lines(lines))));
        api.call(
                "chat.postMessage",
                client -> client.chatPostMessage(message -> message.channel(user)
                        .text(escape(text))
                        .blocksAsString(json)
                        .mrkdwn(false)
                        .parse(PARSE_NOTHING)
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)));
    }

    /** Tells one person something that nobody else sees. */
    void whisper(String channel, String user, String text) {
        String json = Json.write(Block.array(List.of(Block.lines(List.of(Line.of(text))))));
        api.call(
                "chat.postEphemeral",
                client -> client.chatPostEphemeral(message -> message.channel(channel)
                        .user(user)
                        .text(escape(text))
                        .blocksAsString(json)
                        .parse(PARSE_NOTHING)
                        .linkNames(false)));
    }

    /** Slack's escapes for its three control characters. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
