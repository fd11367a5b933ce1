package dev.approvalgate.adapter.slack;

import com.slack.api.model.Conversation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Remembered;
import java.time.Duration;

/** Keeps requests out of channels that people of other companies can read or be invited to. */
final class ChannelGuard {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 1_000;

    private final SlackApi api;
    private final Remembered<String, Boolean> safe;

    ChannelGuard(SlackApi api) {
        this.api = api;
        this.safe = new Remembered<>(KEPT, MOST_KEPT, api.clock());
    }

    /**
     * Passes channels of this workspace only.
     *
     * @throws GateException with {@code configuration_invalid} for a shared channel
     */
    void check(String channel) {
        if (!safe.recent(channel, this::isSafe)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "the Slack channel " + channel
                            + " is shared with another company (Slack Connect); name a channel of your own in the policy");
        }
    }

    private boolean isSafe(String channel) {
        Conversation found = api.call(
                        "conversations.info", client -> client.conversationsInfo(request -> request.channel(channel)))
                .getChannel();
        return found != null && !found.isExtShared() && !found.isPendingExtShared();
    }
}
