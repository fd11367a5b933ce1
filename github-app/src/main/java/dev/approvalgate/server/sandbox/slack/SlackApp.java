package dev.approvalgate.server.sandbox.slack;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The installed app and its credentials, which are worth something to this stand-in only.
 *
 * @param appId {@code A…}
 * @param botId {@code B…}
 * @param botUserId {@code U…}
 * @param name what Slack shows as the sender
 * @param botToken bearer token of the Web API
 * @param appToken bearer token of {@code apps.connections.open}
 * @param signingSecret key of the signatures on interactions
 * @param scopes what the bot token may do
 */
public record SlackApp(
        String appId,
        String botId,
        String botUserId,
        String name,
        String botToken,
        String appToken,
        String signingSecret,
        Set<String> scopes) {

    /** The scopes that let an app do all that this stand-in offers. */
    public static final Set<String> ALL_SCOPES = Set.of(
            "chat:write",
            "channels:read",
            "channels:history",
            "channels:join",
            "groups:read",
            "groups:history",
            "im:write",
            "users:read",
            "usergroups:read",
            "team:read",
            "commands");

    /** Copies the scopes. */
    public SlackApp {
        scopes = Set.copyOf(scopes);
    }

    /** An app with fresh random credentials and {@link #ALL_SCOPES}. */
    public static SlackApp fresh(String name) {
        SecureRandom random = new SecureRandom();
        return new SlackApp(
                "A0GATEAPP01",
                "B0GATEBOT01",
                "U0GATEBOT01",
                name,
                "xoxb-" + hex(random),
                "xapp-1-A0GATEAPP01-" + hex(random),
                hex(random),
                ALL_SCOPES);
    }

    /** The same app with other scopes. */
    public SlackApp withScopes(Set<String> other) {
        return new SlackApp(appId, botId, botUserId, name, botToken, appToken, signingSecret, other);
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "SlackApp[" + appId + " " + name + "]";
    }
}
