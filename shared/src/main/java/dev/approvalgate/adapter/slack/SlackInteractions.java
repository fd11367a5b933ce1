package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.Tickets;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Takes in what people do in Slack: clicks, pages of dialogs, reasons. An act is in the inbox, durably, before this returns; it is
 * counted afterwards. Slack waits three seconds, so nothing here asks any other system than Slack itself.
 */
public final class SlackInteractions {

    /** The source of inbox messages. */
    static final String SOURCE = "slack";

    private static final String TYPE = "vote";
    /** Later than this a click that could not be processed says nothing any more. */
    private static final Duration CLICK_LIFE = Duration.ofDays(1);

    private final SlackApi api;
    private final Reviews reviews;
    private final Inbox inbox;
    private final Dialogs dialogs;
    private final Clock clock;

    /**
     * Takes in interactions of one workspace.
     *
     * @param api the workspace
     * @param reviews what people look at
     * @param inbox where clicks are kept until they are dealt with
     * @param tickets where dialogs are remembered
     * @param clock the time
     * @param random a strong source of randomness
     */
    public SlackInteractions(
            SlackApi api, Reviews reviews, Inbox inbox, Tickets tickets, Clock clock, SecureRandom random) {
        this.api = api;
        this.reviews = reviews;
        this.inbox = inbox;
        this.dialogs = new Dialogs(api, tickets, random);
        this.clock = clock;
    }

    /**
     * Takes in one interaction that is known to come from Slack: by its signature, or by the socket that it came over.
     *
     * @param payloadJson the payload's JSON
     * @return what to answer
     * @throws GateException with {@code request_malformed}, {@code request_too_deep}, or {@code host_fact_mismatch} where it belongs to
     *     another team or app; with {@code store_failed}, and then nothing may be answered as if it had been recorded
     */
    public SlackReply handle(String payloadJson) {
        Callback callback = Callback.read(payloadJson, api.connection());
        return switch (callback.type()) {
            case "block_actions" -> act(callback);
            case "view_submission" -> submit(callback);
            default -> SlackReply.OK;
        };
    }

    private SlackReply act(Callback callback) {
        String action = Json.text(callback.action(), "action_id");
        String value = Json.text(callback.action(), "value");
        switch (action) {
            case Buttons.APPROVE -> decide(callback, Act.APPROVE, value);
            case Buttons.REJECT -> decide(callback, Act.REJECT, value);
            case Buttons.BREAK_GLASS -> decide(callback, Act.BREAK_GLASS, value);
            case Buttons.REVIEW -> decide(callback, Act.REVIEW, value);
            case Buttons.REVOKE -> decide(callback, Act.REVOKE, value);
            case Buttons.FULL_CHANGE ->
                Buttons.Value.parse(value)
                        .flatMap(button -> look(button.request(), callback))
                        .ifPresent(view -> dialogs.showFullChange(callback, view));
            default -> {
                if (action.startsWith(FullChange.TURN) && value.matches("[0-9]{1,6}")) {
                    turn(callback, Integer.parseInt(value));
                }
            }
        }
        return SlackReply.OK;
    }

    private void decide(Callback callback, Act act, String carried) {
        Optional<Buttons.Value> value = Buttons.Value.parse(carried);
        Optional<ReviewView> view = value.flatMap(button -> look(button.request(), callback));
        if (value.isEmpty() || view.isEmpty()) {
            return;
        }
        if (act.opensDialog(view.get())) {
            dialogs.askForReason(callback, view.get(), value.get(), act);
            return;
        }
        accept(
                callback.clickKey(),
                new Click(value.get(), act, callback.userTeam(), callback.user(), callback.channel(), null));
    }

    private Optional<ReviewView> look(RequestId request, Callback callback) {
        try {
            return Optional.of(reviews.view(request));
        } catch (GateException e) {
            if (e.reason() != ReasonCode.REQUEST_NOT_FOUND) {
                throw e;
            }
            dialogs.whisper(callback.channel(), callback.user(), Wording.why(e.reason()));
            return Optional.empty();
        }
    }

    private void turn(Callback callback, int page) {
        String ticket = Json.text(callback.view(), "private_metadata");
        dialogs.shownIn(ticket).ifPresent(request -> dialogs.turn(callback, reviews.view(request), page, ticket));
    }

    private SlackReply submit(Callback callback) {
        if (!ReasonDialog.CALLBACK.equals(Json.text(callback.view(), "callback_id"))) {
            return SlackReply.OK;
        }
        String reason = ReasonDialog.typed(callback.view());
        String ticket = Json.text(callback.view(), "private_metadata");
        Optional<Click> click = dialogs.submitted(callback, ticket, reason);
        if (click.isEmpty()) {
            return new SlackReply(ReasonDialog.complaint(
                    "This dialog is too old, and nothing was recorded. Close it and click the button again."));
        }
        boolean silent = reason.isEmpty() && click.get().act().mayBeSilent();
        if (!silent && !ReasonDialog.isReason(reason)) {
            return new SlackReply(
                    ReasonDialog.complaint("Please say why, in at most " + ReasonDialog.LONGEST + " characters."));
        }
        // One dialog is one act, however often it is submitted: the ticket names it.
        accept(api.connection().team() + "/" + callback.user() + "/dialog/" + ticket, click.get());
        return SlackReply.OK;
    }

    private void accept(String id, Click click) {
        Instant now = clock.instant();
        String request = click.value().request().value();
        inbox.accept(
                new Inbox.Message(SOURCE, id, TYPE, click.write(), now),
                new Work(
                        WorkKind.CHANNEL_ACTION,
                        request,
                        WorkKind.CHANNEL_ACTION.code() + ":" + SOURCE + ":" + id,
                        Map.of("source", SOURCE, "id", id),
                        now,
                        now.plus(CLICK_LIFE)));
    }
}
