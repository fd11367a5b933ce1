package io.jenkins.plugins.approvalgate.settings;

import java.util.List;
import java.util.Map;

/** What the core calls by its keys of {@code gate.yaml}, by the names of the fields on the controller's page. */
public final class FieldNames {

    /** Longer keys first: some begin like others. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("slack.bot_token", "the bot token"),
            Map.entry("slack.app_token", "the app-level token"),
            Map.entry("slack.signing_secrets", "the signing secret"),
            Map.entry("slack.workspace_url", "the Slack workspace"),
            Map.entry("slack.api_url", "the Slack Web API"),
            Map.entry("slack.team", "the Slack team"),
            Map.entry("slack.app", "the Slack app"));

    private FieldNames() {}

    /** {@return a message with the names that administrators of a controller see} */
    public static String in(String message) {
        String named = message;
        for (Map.Entry<String, String> name : NAMES) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }
}
