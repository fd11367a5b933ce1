package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.ReviewChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows requests in Slack channels, addressed by channel id; a message is named by its {@code ts}. Messages hold rich text and plain
 * text only, never mark-up, so that nothing from outside can format, link or mention.
 */
public final class SlackReviewChannel implements ReviewChannel {

    /** The kind of addresses that this channel serves. */
    public static final String KIND = "slack";

    /** Part of what a click carries to be answered: the channel that it came from. */
    static final String TO_CHANNEL = "slack_channel";
    /** Part of what a click carries to be answered: the user who clicked. */
    static final String TO_USER = "slack_user";

    private final SlackApi api;
    private final ChannelGuard guard;
    private final MessageSearch search;
    private final Posting posting;

    /** Speaks through a connection. */
    public SlackReviewChannel(SlackApi api) {
        this.api = api;
        this.guard = new ChannelGuard(api);
        this.search = new MessageSearch(api);
        this.posting = new Posting(api);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Rendering render(ChannelAddress address, ReviewView view) {
        return new Rendering(Block.plain(MessageContent.of(view)));
    }

    @Override
    public Optional<String> find(ChannelAddress address, ReviewView view) {
        guard.check(address.address());
        return search.inChannel(
                address.address(), view.ask().id(), view.ask().terms().openedAt());
    }

    @Override
    public String post(ChannelAddress address, ReviewView view, Rendering rendering) {
        guard.check(address.address());
        return posting.post(
                address.address(),
                null,
                MessageSearch.REQUEST,
                view.ask().id(),
                fallback(view),
                withButtons(view, rendering));
    }

    @Override
    public void update(ChannelAddress address, String reference, ReviewView view, Rendering rendering) {
        try {
            posting.update(address.address(), reference, view.ask().id(), fallback(view), withButtons(view, rendering));
        } catch (SlackProblem e) {
            throw e.is("message_not_found", "cant_update_message") ? gone(e) : e;
        }
    }

    private static GateException gone(SlackProblem e) {
        return new GateException(
                ReasonCode.CHANNEL_MESSAGE_GONE,
                "the request's message is no longer in the channel (" + e.getMessage()
                        + "); somebody may have deleted it. The request itself stands");
    }

    private static List<Block> withButtons(ReviewView view, Rendering rendering) {
        var blocks = new ArrayList<>(MessageContent.of(view));
        // Above the small print, below everything that should be read before clicking.
        Buttons.under(view, rendering.hash().hex()).ifPresent(buttons -> blocks.add(blocks.size() - 1, buttons));
        return blocks;
    }

    @Override
    public void details(ChannelAddress address, String reference, ReviewView view) {
        onceInThread(
                address,
                reference,
                view,
                MessageSearch.DETAILS,
                "Details of this decision",
                ThreadContent.details(view, api.connection().team()));
        for (Line line : RevocationLines.told(view)) {
            once(address, reference, view, MessageSearch.REVOKED, Wording.REVOKED, line);
        }
    }

    @Override
    public void remind(ChannelAddress address, String reference, ReviewView view) {
        var reminders = new Reminders(view, api.connection().team());
        if (view.request().isPending()) {
            once(address, reference, view, MessageSearch.REMINDER, "This request still waits", reminders.answer());
        }
        reminders
                .review()
                .ifPresent(line ->
                        once(address, reference, view, MessageSearch.REVIEW, "This emergency is to be reviewed", line));
    }

    private void once(ChannelAddress address, String reference, ReviewView view, String type, String text, Line line) {
        onceInThread(address, reference, view, type, text, List.of(Block.lines(List.of(line))));
    }

    private void onceInThread(
            ChannelAddress address, String reference, ReviewView view, String type, String text, List<Block> blocks) {
        String channel = address.address();
        try {
            if (search.inThread(channel, reference, type, view.ask().id()).isEmpty()) {
                posting.post(channel, reference, type, view.ask().id(), text, blocks);
            }
        } catch (SlackProblem e) {
            throw e.is("thread_not_found", "cannot_reply_to_message", "message_not_found") ? gone(e) : e;
        }
    }

    @Override
    public Optional<String> link(ChannelAddress address, String reference) {
        String base = api.connection().workspaceUrl().toString().replaceAll("/+$", "");
        return Optional.of(base + "/archives/" + address.address() + "/p" + reference.replace(".", ""));
    }

    /** Says privately why a click does not count. */
    @Override
    public void reply(Map<String, String> to, ReviewView view, ReasonCode reason) {
        String channel = to.get(TO_CHANNEL);
        String user = to.get(TO_USER);
        if (channel == null || user == null) {
            return;
        }
        try {
            posting.whisper(
                    channel, user, "Your click does not count. " + Wording.why(reason) + stateAfter(view, reason));
        } catch (SlackProblem e) {
            // Somebody who has left, or whom the workspace does not know, cannot be told; the ledger has it.
            if (!e.is("user_not_in_channel", "user_not_found", "channel_not_found", "not_in_channel")) {
                throw e;
            }
        }
    }

    private static String stateAfter(ReviewView view, ReasonCode reason) {
        return switch (reason) {
            case VOTE_TOO_LATE, VOTER_NOT_IN_GROUP, VOTER_IS_CONTRIBUTOR -> " Now: " + Wording.needed(view) + ".";
            default -> "";
        };
    }

    private static String fallback(ReviewView view) {
        return MessageContent.headline(view) + (view.request().isPending() ? ": needs " + Wording.needed(view) : "");
    }
}
