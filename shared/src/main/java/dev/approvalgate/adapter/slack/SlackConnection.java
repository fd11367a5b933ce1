package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Slack workspace and the app installed in it.
 *
 * @param team id of the team, such as {@code T0123}
 * @param appId id of the app, or {@code null} where it is not checked
 * @param workspaceUrl base of links to messages, such as {@code https://example.slack.com}
 * @param apiUrl base of the Web API; https, loopback aside
 * @param botToken token of the bot user ({@code xoxb-})
 * @param signingSecrets secrets that may have signed a callback, newest first; empty where callbacks come by socket only
 * @param appToken app-level token ({@code xapp-}), or {@code null} where callbacks come by HTTP only
 */
public record SlackConnection(
        String team,
        @Nullable String appId,
        URI workspaceUrl,
        URI apiUrl,
        Secret botToken,
        List<Secret> signingSecrets,
        @Nullable Secret appToken) {

    /** Refuses addresses over which a token would travel in the clear. */
    public SlackConnection {
        signingSecrets = List.copyOf(signingSecrets);
        if (!team.matches("[TE][A-Z0-9]{1,20}")) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID, "slack.team must be a team id such as T0123; auth.test tells it");
        }
        if (!isSafe(apiUrl)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "slack.api_url must be an https address, because the bot token travels there");
        }
        if (!isSafe(workspaceUrl)) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, "slack.workspace_url must be an https address");
        }
    }

    private static boolean isSafe(URI url) {
        return Optional.ofNullable(url.getHost()).isPresent()
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
    }

    /** Whether a host is this machine, without asking any name server. */
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String bare = host.replaceAll("^\\[|]$", "");
        try {
            return bare.matches("127\\.[0-9.]+|[0-9a-fA-F:]+")
                    && InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** {@return the Web API's base with exactly one slash at its end} */
    String apiBase() {
        return apiUrl.toString().replaceAll("/+$", "") + "/";
    }
}
