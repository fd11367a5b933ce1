package dev.approvalgate.server.web;

import static dev.approvalgate.server.web.Html.escape;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.link.LinkSession;
import dev.approvalgate.gate.link.LinkTickets.Proven;
import dev.approvalgate.gate.link.LinkWords;
import dev.approvalgate.gate.link.NamedLink;
import java.time.Duration;
import java.util.List;

/** What stands on the pages of linking. Names are what their bearers call themselves: shown as they are, and beside the ids. */
final class LinkHtml {

    private static final int MOST_NAME = 120;

    private LinkHtml() {}

    /** The page that leads to the sign-in. */
    static String begin(Account first, String firstName, String signIn) {
        return "<p>You are about to link this account with one on GitHub:</p>" + accounts(described(first, firstName))
                + warning(firstName, "Close this page.")
                + "<p>GitHub asks you who you are, and that you let the App know it. The App learns your account's number and name, nothing"
                + " else, and keeps no token.</p>"
                + "<p><a class=\"button\" href=\"" + escape(signIn) + "\">Sign in with GitHub</a></p>";
    }

    /** The page that asks whether both accounts are the reader's. */
    static String confirm(Proven both, String firstName, Duration delay, LinkSession session) {
        String second = both.second().name();
        return accounts(described(both.first(), firstName)
                        + described(both.second().account(), second))
                + warning(firstName, "Press \"Not mine\".")
                + "<p>Once they are linked, both count as one person: whoever wrote a change with one of them cannot approve it with the other."
                + " " + (delay.isZero() ? "At once" : "After " + escape(Wording.duration(delay)))
                + ", each of them can also vote where the other one may. You can end that at any time with <code>/gate unlink</code>.</p>"
                + form(
                        session,
                        "<button class=\"plain\" name=\"answer\" value=\"refuse\">Not mine</button>"
                                + "<button name=\"answer\" value=\"link\">These are both mine: link them</button>");
    }

    /** The page for somebody whose account on GitHub is linked with another account already: only they can end that. */
    static String taken(Proven both, String firstName, List<NamedLink> others, LinkSession session) {
        var links = new StringBuilder();
        for (NamedLink other : others) {
            links.append("<p>It is linked with <b>")
                    .append(escape(
                            LinkWords.plain(other.link().from(both.second().account()))))
                    .append("</b> since ")
                    .append(escape(Wording.time(other.link().linkedAt())))
                    .append(
                            ". If that account is not yours, somebody else can vote in your name: end the link, and tell whoever looks"
                                    + " after Approval Gate.</p>")
                    .append(
                            form(
                                    session,
                                    "<button name=\"answer\" value=\"end:"
                                            + escape(other.id().value())
                                            + "\">End that link</button>"
                                            + "<button class=\"plain\" name=\"answer\" value=\"refuse\">Change nothing</button>"));
        }
        return accounts(described(both.first(), firstName)
                        + described(both.second().account(), both.second().name()))
                + "<p role=\"alert\">These two cannot be linked: the account on GitHub is linked with another one.</p>"
                + links;
    }

    static String linked(NamedLink made) {
        return "<p>" + escape(LinkWords.plain(made.link().one())) + " and "
                + escape(LinkWords.plain(made.link().other()))
                + " count as one person now. Each votes for the other from "
                + escape(Wording.time(made.link().effectiveAt())) + " on.</p>"
                + "<p>Slack tells you so in a message too. GitHub offers no way to write to you, so this page is all that it says there.</p>"
                + "<p>You can close this page.</p>";
    }

    static String ended(NamedLink ended) {
        return "<p>" + escape(LinkWords.plain(ended.link().one())) + " and "
                + escape(LinkWords.plain(ended.link().other()))
                + " no longer vote for each other. What either has written still counts as one person's work; if that is wrong, tell"
                + " whoever looks after Approval Gate.</p><p>To link your own account, type <code>/gate link</code> in Slack again.</p>";
    }

    static String refused() {
        return "<p>Nothing was linked. If somebody sent you the address of this page, tell whoever looks after Approval Gate.</p>"
                + "<p>You can close this page.</p>";
    }

    private static String warning(String firstName, String what) {
        return "<p role=\"alert\">Are you <b>" + shown(firstName)
                + "</b> in Slack, and did you type <code>/gate link</code> yourself? If not, somebody sent you here to vote in your name. "
                + escape(what) + "</p>";
    }

    private static String accounts(String described) {
        return "<dl>" + described + "</dl>";
    }

    private static String described(Account account, String name) {
        boolean slack = account.kind() == AccountKind.SLACK;
        return "<dt>" + (slack ? "In Slack" : "On GitHub") + "</dt><dd><b>" + shown(name) + "</b><br>"
                + (slack
                        ? "account " + escape(account.id()) + " of team " + escape(account.realm())
                        : "account " + escape(account.id()) + " on " + escape(account.realm()))
                + "</dd>";
    }

    /** A name may hold anything, also what reorders or hides what stands beside it. */
    private static String shown(String name) {
        return "<bdi>" + escape(VisibleText.line(name, MOST_NAME)) + "</bdi>";
    }

    private static String form(LinkSession session, String buttons) {
        return "<form method=\"post\" action=\"" + LinkPages.PATH + "\"><input type=\"hidden\" name=\"token\" value=\""
                + escape(session.formToken()) + "\"><p class=\"actions\">" + buttons + "</p></form>";
    }
}
