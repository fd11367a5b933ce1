package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The app as Slack creates it ("Create an app from a manifest"). */
public final class SlackManifest {

    /** What the bot token must be granted, and for what. */
    public static final List<String> SCOPES = List.of(
            "chat:write", // show requests, answer privately
            "channels:read", // refuse shared channels
            "channels:history", // find a message again instead of posting it twice
            "groups:read", // the same in private channels
            "groups:history",
            "users:read", // refuse bots, guests and deactivated accounts
            "usergroups:read", // groups whose members are kept in Slack
            "commands"); // /gate

    private SlackManifest() {}

    /**
     * {@return the manifest as JSON}
     *
     * @param name what Slack shows as the sender, at most 35 characters
     * @param publicUrl the gate's public address, or {@code null} for Socket Mode, which needs none
     */
    public static String json(String name, @Nullable URI publicUrl) {
        String shown = name.substring(0, Math.min(35, name.length()));
        ObjectNode manifest = Json.object();
        manifest.putObject("display_information")
                .put("name", shown)
                .put("description", "Machines ask, people decide")
                .put("background_color", "#1d2b3a");
        ObjectNode features = manifest.putObject("features");
        features.putObject("bot_user").put("display_name", shown).put("always_online", true);
        // Without the tab people could not read what the app writes to them.
        features.putObject("app_home")
                .put("home_tab_enabled", false)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", true);
        ObjectNode command = features.putArray("slash_commands")
                .addObject()
                .put("command", "/gate")
                .put("description", "Link your account with GitHub")
                .put("usage_hint", "link | unlink | whoami | help")
                .put("should_escape", false);
        ArrayNode scopes =
                manifest.putObject("oauth_config").putObject("scopes").putArray("bot");
        SCOPES.forEach(scopes::add);
        ObjectNode settings = manifest.putObject("settings");
        ObjectNode interactivity = settings.putObject("interactivity").put("is_enabled", true);
        if (publicUrl != null) {
            String base = publicUrl.toString().replaceAll("/+$", "");
            interactivity.put("request_url", base + "/slack/interactions");
            command.put("url", base + "/slack/commands");
        }
        settings.put("org_deploy_enabled", false)
                .put("socket_mode_enabled", publicUrl == null)
                .put("token_rotation_enabled", false);
        return manifest.toPrettyString();
    }
}
