package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.work.RetryLater;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack said no, in its own word, with what to do about it. */
final class SlackProblem extends GateException {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Set<String> PASSING = Set.of(
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org",
            "accesslimited");

    private final String error;

    private SlackProblem(ReasonCode reason, String error, String message) {
        super(reason, message);
        this.error = error;
    }

    /** {@return whether Slack's word is one of these} */
    boolean is(String... errors) {
        return Set.of(errors).contains(error);
    }

    static GateException ofHttp(String method, ReasonCode unreachable, int status, @Nullable String retryAfter) {
        String message = "Slack's " + method + " answered with HTTP status " + status;
        return status == 429 || retryAfter != null
                ? new RetryLater(unreachable, message, pause(retryAfter))
                : new GateException(unreachable, message);
    }

    private static Duration pause(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(30);
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    static GateException of(String method, ReasonCode unreachable, @Nullable String error, @Nullable String needed) {
        String word = error == null || !error.matches("[a-z0-9_:.-]{1,80}") ? "no_error_given" : error;
        String said = "Slack's " + method + " answered " + word;
        if (PASSING.contains(word)) {
            return new RetryLater(unreachable, said, SHORTEST);
        }
        return new SlackProblem(ReasonCode.CONFIGURATION_INVALID, word, said + "; " + remedy(word, needed));
    }

    private static String remedy(String error, @Nullable String needed) {
        return switch (error) {
            case "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired" ->
                "put the bot token (or for sockets the app-level token) of the installed app into the configuration";
            case "not_allowed_token_type" ->
                "slack.bot_token must begin with xoxb- and slack.app_token with xapp-; they may be swapped";
            case "missing_scope" ->
                "give the app the scope "
                        + (needed != null && needed.matches("[a-z:._,-]{1,200}") ? needed : "that the manifest lists")
                        + " and install it again";
            case "channel_not_found" ->
                "the policy names a channel that the app cannot see; check the id, and invite the app if it is private";
            case "not_in_channel" -> "invite the app into the channel (/invite)";
            case "is_archived" -> "the channel is archived; unarchive it or name another in the policy";
            case "restricted_action", "restricted_action_read_only_channel", "ekm_access_denied" ->
                "the workspace's settings do not let the app write there; ask its administrators";
            case "users_not_found", "user_not_found" -> "the account is not known in this workspace";
            default -> "this is not expected; look the word up in Slack's documentation of " + "the method";
        };
    }
}
