package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.server.GateServer;
import java.util.ArrayList;
import java.util.Locale;

/** What the server says when it is ready. */
final class StartupLines {

    private StartupLines() {}

    static String of(GateSettings settings, GateServer server) {
        var lines = new ArrayList<String>();
        lines.add("Approval Gate is ready at " + server.publicUrl());
        lines.add(line(
                "listening",
                settings.listen().host() + ", port " + settings.listen().port()));
        lines.add(
                line("admin", server.adminUrl() + " (metrics, ledger, policy questions; keep it off public networks)"));
        lines.add(line("policy", settings.policy().toString()));
        lines.add(line("store", settings.store().toString()));
        lines.add(line("tokens", settings.tokenAlgorithm() + ", keys at " + server.publicUrl() + "/oauth2/jwks"));
        lines.add(line("Slack", slack(settings)));
        lines.add(line("GitHub", github(settings, server)));
        settings.issuers()
                .forEach(issuer -> lines.add(line("issuer", issuer.issuer() + ", audience " + issuer.audience())));
        lines.add("Ends with Ctrl-C or SIGTERM.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String slack(GateSettings settings) {
        SlackSettings slack = settings.slack();
        return slack == null
                ? "not connected"
                : "team " + slack.team() + ", by " + slack.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String github(GateSettings settings, GateServer server) {
        GithubSettings github = settings.github();
        if (github == null) {
            return "not connected";
        }
        return "App " + github.appId() + " at " + github.apiUrl() + ", "
                + (github.mode() == GithubSettings.Mode.PULL
                        ? "deliveries are read from GitHub"
                        : "webhooks at " + server.publicUrl() + "/webhooks/github");
    }

    private static String line(String name, String value) {
        return "  " + String.format(Locale.ROOT, "%-10s", name) + value;
    }
}
