package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.gate.VoteAttempt;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An act on its way: what is kept of a verified callback. Neither trigger ids nor response addresses are kept, since they are
 * credentials.
 *
 * @param value what the button carried
 * @param act what they do
 * @param team team of the user
 * @param user who clicked
 * @param channel where to answer them
 * @param reason in their words, or {@code null}
 */
record Click(
        Buttons.Value value,
        Act act,
        String team,
        String user,
        String channel,
        @Nullable String reason) {

    String write() {
        ObjectNode json = Json.object()
                .put("value", value.toString())
                .put("kind", act.name())
                .put("team", team)
                .put("user", user)
                .put("channel", channel);
        if (reason != null) {
            json.put("reason", reason);
        }
        return Json.write(json);
    }

    static Optional<Click> read(String text) {
        ObjectNode json = Json.readObject(text);
        return Buttons.Value.parse(Json.text(json, "value"))
                .map(value -> new Click(
                        value,
                        Act.valueOf(Json.text(json, "kind")),
                        Json.text(json, "team"),
                        Json.text(json, "user"),
                        Json.text(json, "channel"),
                        Json.textOrNull(json, "reason")));
    }

    VoteAttempt attempt(String key) {
        return new VoteAttempt(
                value.request(),
                Account.slack(team, user),
                act.kind(),
                SlackReviewChannel.KIND,
                value.digest(),
                value.shown(),
                reason,
                key,
                Map.of(SlackReviewChannel.TO_CHANNEL, channel, SlackReviewChannel.TO_USER, user));
    }
}
