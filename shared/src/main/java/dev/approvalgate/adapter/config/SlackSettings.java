package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gate speaks with Slack: {@code slack} in {@code gate.yaml}.
 *
 * @param team id of the team, such as {@code T0123}; users of others do not count; key {@code team}, required
 * @param appId id of the app, such as {@code A0123}, or {@code null} where it is not checked; key {@code app}
 * @param workspaceUrl base of links to messages, such as {@code https://example.slack.com}, without a slash at its end; key
 *     {@code workspace_url}, required
 * @param mode how Slack reaches the gate; key {@code mode}: {@code http} (default) or {@code socket}
 * @param botToken token of the bot user ({@code xoxb-}); key {@code bot_token}, a secret, required
 * @param signingSecrets secrets that may have signed a callback, newest first, at most two; key {@code signing_secrets}, one secret or
 *     a list; may be left out only in socket mode
 * @param appToken app-level token ({@code xapp-}); key {@code app_token}, a secret; may be left out ({@code null}) only in HTTP mode
 * @param apiUrl base of the Web API, with a slash at its end; key {@code api_url}, by default {@value #DEFAULT_API}
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

    /** Slack's own Web API. */
    static final String DEFAULT_API = "https://slack.com/api/";

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
