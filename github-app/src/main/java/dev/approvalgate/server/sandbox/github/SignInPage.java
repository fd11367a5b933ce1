package dev.approvalgate.server.sandbox.github;

import static dev.approvalgate.server.web.Html.escape;

import dev.approvalgate.server.web.Html;
import java.util.Collection;
import java.util.Map;

/** The page that plays GitHub's sign-in: one button for each person. */
final class SignInPage {

    private SignInPage() {}

    static String of(Map<String, String> asked, Collection<Account> accounts) {
        var form = new StringBuilder("<form method=\"post\" action=\"/login/oauth/authorize\">");
        asked.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\">"));
        for (Account account : accounts) {
            if (account.type().equals("User") && !account.equals(Account.WEB_FLOW)) {
                form.append("<p><button name=\"account\" value=\"")
                        .append(account.id())
                        .append("\">")
                        .append(escape(account.login()))
                        .append("</button></p>");
            }
        }
        form.append("<p><button class=\"plain\" name=\"account\" value=\"\">Cancel</button></p></form>");
        return Html.page(
                "plays GitHub",
                "Select an account",
                "<p>This page stands in for GitHub's sign-in. Who do you want to be?</p>" + form);
    }
}
