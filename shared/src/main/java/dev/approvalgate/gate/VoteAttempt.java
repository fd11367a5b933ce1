package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified click.
 *
 * @param request what it is about
 * @param account who clicked, as the channel's own signature proves
 * @param kind approve or reject
 * @param channel the kind of channel
 * @param digestPrefix at least 16 hexadecimal digits of the change digest that the button carried
 * @param shownPrefix at least 16 hexadecimal digits of the hash of what was shown with the button
 * @param reason in the person's words, at most 3,000 characters, or {@code null}; a blank one counts as none
 * @param key unique for this click, at most 255 characters: the same click sent again has the same
 * @param replyTo what the channel needs to answer this person privately; empty where it cannot
 */
public record VoteAttempt(
        RequestId request,
        Account account,
        Vote.Kind kind,
        String channel,
        String digestPrefix,
        String shownPrefix,
        @Nullable String reason,
        String key,
        Map<String, String> replyTo) {

    public VoteAttempt {
        Texts.bounded("the click's key", key, 255);
        reason = Texts.said("the reason", reason, 3000);
        replyTo = Map.copyOf(replyTo);
    }
}
