package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.SlackSettings.Mode;
import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code slack} of {@code gate.yaml}. */
final class SlackSection {

    private static final Pattern TEAM = Pattern.compile("[TE][A-Z0-9]{2,30}");
    private static final Pattern APP = Pattern.compile("A[A-Z0-9]{2,30}");

    private SlackSection() {}

    static Optional<SlackSettings> read(Value value, SecretReader secrets) {
        Fields fields = value.fields(
                "team", "app", "workspace_url", "mode", "bot_token", "signing_secrets", "app_token", "api_url");
        Optional<String> team =
                fields.required("team", text -> text.matching(TEAM, "the team's id (not its name), such as T0123ABCD"));
        Optional<String> app =
                fields.optional("app", text -> text.matching(APP, "the app's id (not its name), such as A0123ABCD"));
        Optional<URI> workspace = fields.required("workspace_url", Urls::origin);
        Mode mode = fields.optional("mode", word -> word.choice(Words.of(Mode.class)), Mode.HTTP);
        Optional<Secret> bot = fields.required(
                "bot_token", secret -> secrets.beginning(secret, "xoxb-", "the app's Bot User OAuth Token"));
        List<Secret> signing = fields.optional("signing_secrets", secrets::oneOrTwo, List.of());
        Optional<Secret> appToken = fields.optional(
                "app_token",
                secret -> secrets.beginning(secret, "xapp-", "an App-Level Token with the scope connections:write"));
        URI api = fields.optional("api_url", Urls::folder, URI.create(SlackSettings.DEFAULT_API));
        if (mode == Mode.HTTP && !fields.has("signing_secrets")) {
            fields.missing(
                    "signing_secrets", "in mode http Slack's calls are checked with it; add it, or use mode: socket");
        }
        if (mode == Mode.SOCKET && !fields.has("app_token")) {
            fields.missing("app_token", "mode socket connects with it; add it, or use mode: http");
        }
        return fields.build(() -> new SlackSettings(
                team.orElseThrow(),
                app.orElse(null),
                workspace.orElseThrow(),
                mode,
                bot.orElseThrow(),
                signing,
                appToken.orElse(null),
                api));
    }
}
