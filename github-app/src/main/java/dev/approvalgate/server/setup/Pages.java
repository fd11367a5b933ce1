package dev.approvalgate.server.setup;

import java.net.URI;

/** The set-up page's HTML. Everything that is put in is escaped. */
final class Pages {

    private Pages() {}

    static String askForCode(String complaint) {
        return page(
                "Set up Approval Gate",
                (complaint.isEmpty() ? "" : "<p role=\"alert\"><strong>" + escape(complaint) + "</strong></p>")
                        + "<form method=\"post\" action=\"/begin\"><p><label for=\"code\">The code on the console</label></p>"
                        + "<p><input id=\"code\" name=\"code\" required autofocus autocomplete=\"off\" spellcheck=\"false\"> "
                        + "<button>Open</button></p></form>");
    }

    static String createApp(URI target, String manifest) {
        return page(
                "Make the GitHub App",
                "<p>GitHub shows you the App's name and asks you to confirm. It will be able to read runs, changes and members, and"
                        + " to answer deployments and write check runs; nothing else.</p>"
                        + "<form method=\"post\" action=\"" + escape(target.toString()) + "\">"
                        + "<input type=\"hidden\" name=\"manifest\" value=\"" + escape(manifest) + "\">"
                        + "<p><button>Go on to GitHub</button></p></form>"
                        + "<details><summary>What is sent</summary><pre>" + escape(manifest) + "</pre></details>");
    }

    static String finished(String name, URI app, String slack) {
        return page(
                "The App is made",
                "<ol><li><p><a href=\"" + escape(app.toString()) + "\">Install " + escape(name)
                        + "</a> on the account that owns your repositories.</p></li>"
                        + "<li><p>An administrator of each repository enables it as a deployment protection rule:"
                        + " Settings, Environments, the environment, Deployment protection rules.</p></li>"
                        + "<li><p>In Slack, make an app <em>from a manifest</em> at api.slack.com/apps, with this:</p><pre>"
                        + escape(slack) + "</pre></li>"
                        + "<li><p>Then, on the console: " + escape(SetupPlan.NEXT) + ".</p></li></ol>"
                        + "<p>The App's key and secret lie beside gate.yaml, readable for you only. This page is closed now.</p>");
    }

    static String message(String title, String text) {
        return page(title, "<p>" + escape(text) + "</p>");
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + escape(title)
                + "</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}"
                + "pre{background:#f4f4f4;padding:1rem;overflow:auto}button,input{font:inherit;padding:.4rem .8rem}</style></head><body><h1>"
                + escape(title) + "</h1>" + body + "</body></html>";
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
