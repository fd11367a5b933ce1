package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.port.Tickets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens dialogs and remembers what they are about. What comes back from a dialog is not signed by us, so it carries only the name of a
 * ticket; everything else stays here.
 */
final class Dialogs {

    private static final Logger LOG = LoggerFactory.getLogger(Dialogs.class);

    private static final String REASON = "slack_reason";
    private static final String FULL_CHANGE = "slack_full_change";
    private static final Duration REASON_LIFE = Duration.ofHours(1);
    private static final Duration FULL_CHANGE_LIFE = Duration.ofHours(12);

    private final SlackApi api;
    private final Posting posting;
    private final Tickets tickets;
    private final SecureRandom random;

    Dialogs(SlackApi api, Tickets tickets, SecureRandom random) {
        this.api = api;
        this.posting = new Posting(api);
        this.tickets = tickets;
        this.random = random;
    }

    /** Opens the dialog that asks for a reason. */
    void askForReason(Callback callback, ReviewView view, Buttons.Value value, Act act) {
        String ticket = newTicket();
        tickets.issue(
                REASON,
                ticket,
                Map.of(
                        "value", value.toString(),
                        "kind", act.name(),
                        "user", callback.user(),
                        "channel", callback.channel()),
                api.clock().instant().plus(REASON_LIFE));
        open(callback, ReasonDialog.modal(view, act, ticket));
    }

    /** {@return the act that a submitted dialog means; empty where its ticket is unknown, expired or somebody else's} */
    Optional<Click> submitted(Callback callback, String ticket, String reason) {
        return tickets.peek(REASON, ticket, api.clock().instant())
                .filter(kept -> callback.user().equals(kept.get("user")))
                .flatMap(kept -> Buttons.Value.parse(kept.getOrDefault("value", ""))
                        .map(value -> new Click(
                                value,
                                Act.valueOf(kept.getOrDefault("kind", "")),
                                callback.userTeam(),
                                callback.user(),
                                kept.getOrDefault("channel", ""),
                                reason.isEmpty() ? null : reason)));
    }

    /** Opens the dialog that shows everything. */
    void showFullChange(Callback callback, ReviewView view) {
        String ticket = newTicket();
        tickets.issue(
                FULL_CHANGE,
                ticket,
                Map.of("request", view.ask().id().value()),
                api.clock().instant().plus(FULL_CHANGE_LIFE));
        open(callback, new FullChange(view).page(0, ticket));
    }

    /** {@return the request whose pages a dialog shows} */
    Optional<RequestId> shownIn(String ticket) {
        return tickets.peek(FULL_CHANGE, ticket, api.clock().instant())
                .map(kept -> kept.getOrDefault("request", ""))
                .filter(RequestId::isWellFormed)
                .map(RequestId::new);
    }

    /** Turns to another page. */
    void turn(Callback callback, ReviewView view, int page, String ticket) {
        String modal = Json.write(new FullChange(view).page(page, ticket));
        String id = Json.text(callback.view(), "id");
        String hash = Json.text(callback.view(), "hash");
        try {
            api.call(
                    "views.update",
                    client -> client.viewsUpdate(
                            request -> request.viewId(id).hash(hash).viewAsString(modal)));
        } catch (GateException e) {
            // The page stays as it is; the person clicks again.
            LOG.info("a page was not turned: {}", e.getMessage());
        }
    }

    private void open(Callback callback, ObjectNode modal) {
        try {
            api.call(
                    "views.open",
                    client -> client.viewsOpen(
                            request -> request.triggerId(callback.trigger()).viewAsString(Json.write(modal))));
        } catch (GateException e) {
            LOG.info("a dialog was not opened: {}", e.getMessage());
            whisper(
                    callback.channel(),
                    callback.user(),
                    "The dialog could not be opened in time, and nothing was recorded. Please click again.");
        }
    }

    /** Tells one person something if that is possible; nothing depends on it. */
    void whisper(String channel, String user, String text) {
        try {
            posting.whisper(channel, user, text);
        } catch (GateException e) {
            LOG.info("a private answer was not delivered: {}", e.getMessage());
        }
    }

    private String newTicket() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
