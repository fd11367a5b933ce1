package dev.approvalgate.server.setup;

import dev.approvalgate.server.loopback.Urls;
import java.net.URI;

/** The set-up page's HTML. Everything that is put in is escaped. */
final class Pages {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1d1c1d;--soft:#616061;--line:#dddddd;--paper:#ffffff;--code:#f6f6f6;--go:#007a5a}
            @media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#ababad;--line:#424244;--paper:#1a1d21;--code:#222529;--go:#1f8a68}}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
            header{background:#350d36;color:#fff;padding:.8rem 1.5rem;font-weight:700}
            header span{font-weight:400;opacity:.8}
            main{max-width:42rem;margin:2rem auto;padding:0 1.5rem}
            h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
            li{margin-bottom:1rem}
            a{color:inherit}
            small,summary{color:var(--soft)}
            [role=alert]{border-left:4px solid #e01e5a;padding:.4rem .8rem;background:var(--code)}
            label{display:block;margin-bottom:.4rem}
            input{font:1.1rem ui-monospace,monospace;padding:.5rem .7rem;border:1px solid var(--soft);border-radius:4px;width:14ch}
            button{font:inherit;font-weight:700;padding:.5rem 1rem;border:0;border-radius:4px;background:var(--go);color:#fff;cursor:pointer}
            pre{background:var(--code);border:1px solid var(--line);border-radius:4px;padding:.8rem;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere}
            code{background:var(--code);border:1px solid var(--line);border-radius:3px;padding:.1em .3em;font-size:.9em}
            """;

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
                        + "<li>let waiting deployments pass or not, and write check runs.</li></ul>"
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
                        + "<p><small>The App's key and secret lie beside gate.yaml, readable for you only. The server of this page"
                        + " has ended: leave the page open until all this is done.</small></p>");
    }

    static String message(String title, String text) {
        return page(title, "<p>" + escape(text) + "</p>");
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>"
                + escape(title) + "</title><style>" + STYLE
                + "</style></head><body><header>Approval Gate <span>set-up</span></header><main><h1>" + escape(title)
                + "</h1>"
                + body + "</main></body></html>";
    }

    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
