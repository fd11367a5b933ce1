package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what people did by the clicks that lie in the inbox. */
public final class SlackActionHandler implements WorkHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SlackActionHandler.class);

    private final Posting posting;
    private final Reviews reviews;
    private final Inbox inbox;
    private final Clock clock;

    /**
     * Works for one workspace.
     *
     * @param api the workspace, for private confirmations
     * @param reviews where it is done
     * @param inbox where they lie
     * @param clock the time
     */
    public SlackActionHandler(SlackApi api, Reviews reviews, Inbox inbox, Clock clock) {
        this.posting = new Posting(api);
        this.reviews = reviews;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.CHANNEL_ACTION;
    }

    @Override
    public void handle(WorkItem item) {
        String id = item.required("id");
        Optional<Click> click = inbox.isCompleted(SlackInteractions.SOURCE, id)
                ? Optional.empty()
                : inbox.find(SlackInteractions.SOURCE, id).flatMap(message -> Click.read(message.body()));
        if (click.isEmpty()) {
            return;
        }
        try {
            Optional<ReasonCode> refused = act(click.get(), SlackInteractions.SOURCE + ":" + id);
            inbox.completed(SlackInteractions.SOURCE, id, clock.instant());
            if (refused.isEmpty()) {
                whisper(click.get(), confirmation(click.get()));
            }
        } catch (GateException e) {
            // A click can overtake its own message by a moment; only a longer wait is worth a word.
            if (e.reason().kind() == ReasonCode.Kind.UNAVAILABLE && item.attempts() == 3) {
                whisper(click.get(), "Your click is recorded and is being checked. " + Wording.why(e.reason()));
            }
            // The click stays in the inbox until it has been dealt with, or is given up.
            throw e;
        }
    }

    private Optional<ReasonCode> act(Click click, String key) {
        VoteAttempt attempt = click.attempt(key);
        return switch (click.act()) {
            case APPROVE, REJECT -> reviews.vote(attempt);
            case BREAK_GLASS -> reviews.breakGlass(attempt);
            case REVIEW -> reviews.reviewEmergency(attempt);
            case REVOKE -> reviews.revoke(attempt);
        };
    }

    private String confirmation(Click click) {
        ReviewView view = reviews.view(click.value().request());
        return switch (click.act()) {
            case APPROVE -> "Your approval is recorded." + stateAfter(view);
            case REJECT -> "Your rejection is recorded." + stateAfter(view);
            case BREAK_GLASS ->
                "You broke the glass, and the pipeline may go on. It has to be reviewed by "
                        + Wording.reviewers(view)
                        + view.request()
                                .glass()
                                .map(broken -> ", until " + Wording.time(broken.reviewBy()))
                                .orElse("")
                        + ".";
            case REVIEW -> "Your review is recorded.";
            case REVOKE -> "The approval is revoked: no token of it is good any more, and no other is minted.";
        };
    }

    private static String stateAfter(ReviewView view) {
        return view.request().isPending()
                ? Wording.progress(view)
                        .map(progress -> " " + progress + " so far.")
                        .orElse("")
                : " " + Wording.needed(view) + ".";
    }

    private void whisper(Click click, String text) {
        try {
            posting.whisper(click.channel(), click.user(), text);
        } catch (GateException e) {
            LOG.info("a private confirmation was not delivered: {}", e.getMessage());
        }
    }

    @Override
    public void giveUp(WorkItem item, GateException last) {
        LOG.warn("the Slack click {} was given up: {}", item.required("id"), last.getMessage());
        inbox.completed(SlackInteractions.SOURCE, item.required("id"), clock.instant());
    }
}
