package dev.approvalgate.server.setup;

import static dev.approvalgate.server.web.Html.escape;

import dev.approvalgate.server.loopback.Urls;
import dev.approvalgate.server.web.Html;
import java.net.URI;

/** The set-up page's HTML. Everything that is put in is escaped. */
final class Pages {

    private Pages() {}

    static String askForCode(String complaint) {
        return page(
                "Set up Approval Gate",
                (complaint.isEmpty() ? "" : "<p role=\"alert\">" + escape(complaint) + "</p>")
                        + "<p>This page makes the GitHub App that your deployments will wait for. It works once, on this machine only.</p>"
                        + "<form method=\"post\" action=\"/begin\"><p><label for=\"code\">The code on the console</label>"
                        + "<input id=\"code\" name=\"code\" required autofocus autocomplete=\"off\" spellcheck=\"false\"> "
                        + "<button>Open</button></p></form>");
    }

    static String createApp(URI target, String manifest) {
        return page(
                "Make the GitHub App",
                "<p>GitHub shows you the App's name, which you can change there, and asks you to confirm. The App may</p><ul>"
                        + "<li>read runs, commits, pull requests and checks,</li>"
                        + "<li>let waiting deployments pass or not, and write check runs,</li>"
                        + "<li>tell the gate who signs in through it, so that people can link their accounts.</li></ul>"
                        + "<form method=\"post\" action=\"" + escape(target.toString()) + "\">"
                        + "<input type=\"hidden\" name=\"manifest\" value=\"" + escape(manifest) + "\">"
                        + "<p><button>Go on to GitHub</button></p></form>"
                        + "<details><summary>What is sent</summary><pre>" + escape(manifest) + "</pre></details>");
    }

    static String finished(String name, URI app, String slack, boolean socket) {
        String create = "https://api.slack.com/apps?new_app=1&manifest_json=" + Urls.encode(slack);
        return page(
                "The App is made; four steps are left",
                "<ol><li><a href=\"" + escape(app + "/installations/new") + "\">Install " + escape(name)
                        + "</a> on the repositories that deploy.</li>"
                        + "<li>In each of them an administrator switches the rule on: <em>Settings, Environments,</em> the environment,"
                        + " <em>Deployment protection rules</em>.</li>"
                        + "<li><a href=\"" + escape(create)
                        + "\">Make the Slack app</a>, or paste this at api.slack.com/apps under"
                        + " <em>From a manifest</em>; install it in your workspace, and invite it to the reviewers' channel."
                        + "<details><summary>The manifest</summary><pre>" + escape(slack) + "</pre></details>"
                        + "Its <em>Bot User OAuth Token</em> becomes <code>SLACK_BOT_TOKEN</code>, and "
                        + (socket
                                ? "an <em>App-Level Token</em> with the scope connections:write becomes <code>SLACK_APP_TOKEN</code>."
                                : "its <em>Signing Secret</em> becomes <code>SLACK_SIGNING_SECRET</code>.")
                        + "</li><li>On the console: " + escape(SetupPlan.NEXT) + ".</li></ol>"
                        + "<p><small>The App's key and secrets lie beside gate.yaml, readable for you only. The server of this page"
                        + " has ended: leave the page open until all this is done.</small></p>");
    }

    static String message(String title, String text) {
        return page(title, "<p>" + escape(text) + "</p>");
    }

    private static String page(String title, String body) {
        return Html.page("set-up", title, body);
    }
}
