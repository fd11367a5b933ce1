package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gate speaks with Slack.
 *
 * @param team id of the team, such as {@code T0123}; users of others do not count
 * @param appId id of the app, or {@code null} where it is not checked
 * @param workspaceUrl base of links to messages, such as {@code https://example.slack.com}
 * @param mode how Slack reaches the gate
 * @param botToken token of the bot user ({@code xoxb-})
 * @param signingSecrets secrets that may have signed a callback, newest first; empty only in socket mode
 * @param appToken app-level token ({@code xapp-}); {@code null} only in HTTP mode
 * @param apiUrl base of the Web API, with a slash at its end
 */
public record SlackSettings(
        String team,
        @Nullable String appId,
        URI workspaceUrl,
        Mode mode,
        Secret botToken,
        List<Secret> signingSecrets,
        @Nullable Secret appToken,
        URI apiUrl) {

    public SlackSettings {
        signingSecrets = List.copyOf(signingSecrets);
    }

    /** How Slack reaches the gate. */
    public enum Mode {
        /** Slack calls the gate's public URL. */
        HTTP,
        /** The gate keeps a socket open to Slack. */
        SOCKET
    }
}
