package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCommands;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.gate.link.LinkNotices;
import dev.approvalgate.gate.link.LinkTickets;
import dev.approvalgate.gate.link.LinkWords;
import dev.approvalgate.gate.link.Linking;
import dev.approvalgate.gate.link.LocalLinking;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.SignIn;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.http.PageSet;
import dev.approvalgate.server.web.LinkPages;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in which people link their own accounts. Where nobody can sign in with GitHub none is linked; links that were made before
 * stand, and can be ended.
 */
final class LinkSide {

    private final PolicySource policies;
    private final Linking linking;
    private final LinkTickets tickets;
    private final WorkHandler notices;
    private final URI publicUrl;
    private final @Nullable LinkPages pages;

    LinkSide(
            GateSettings settings,
            Outside outside,
            SqliteStore store,
            StoredLinks links,
            PolicySource policies,
            URI publicUrl,
            Clock clock,
            SecureRandom random) {
        this.policies = policies;
        this.publicUrl = publicUrl;
        this.linking = new LocalLinking(
                store.events(), links, policies, outside.directory(), settings.linkDelay(), clock, random);
        this.tickets = new LinkTickets(store.tickets(), clock, random);
        this.notices = new LinkNotices(links, outside.messengers(), new LinkWords(outside.names()));
        SignIn signIn = signIn(settings.github(), publicUrl, clock);
        // Linking begins in Slack.
        this.pages = signIn == null || outside.slack() == null
                ? null
                : new LinkPages(publicUrl, settings.linkDelay(), tickets, linking, signIn, outside.names());
    }

    private static @Nullable SignIn signIn(@Nullable GithubSettings github, URI publicUrl, Clock clock) {
        return github == null
                ? null
                : Conversions.signIn(github, publicUrl, clock).orElse(null);
    }

    WorkHandler handler() {
        return notices;
    }

    List<PageSet> pages() {
        return pages == null ? List.of() : List.of(pages);
    }

    SlackCommands commands(SlackApi api) {
        return new SlackCommands(
                api,
                policies,
                linking,
                pages == null ? null : account -> publicUrl + LinkPages.PATH + "/" + tickets.begin(account));
    }
}
