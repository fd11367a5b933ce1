package dev.approvalgate.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.server.http.Drain;
import dev.approvalgate.server.http.HttpListener;
import dev.approvalgate.server.http.HttpObserver;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of a gate whose public address has TLS. */
class LinkPagesTest {

    private static final URI PUBLIC_URL = URI.create("https://gate.example.com");
    private static final String HOME = PUBLIC_URL + "/link";

    private final LinkDesk desk = new LinkDesk(PUBLIC_URL);
    private final HttpListener listener = HttpListener.bind("pages", "127.0.0.1", 0);
    private final Tab tab = tab();

    private Tab tab() {
        return new Tab(URI.create("http://127.0.0.1:" + listener.port()), PUBLIC_URL.toString());
    }

    @BeforeEach
    void start() {
        var drain = new Drain();
        listener.start(PUBLIC_URL, desk.pages().servlets(), drain, new HttpObserver() {});
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private static void leadsHome(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue(HOME);
    }

    private static void refused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403, 404, 409);
        assertThat(answer.body()).contains("<code>" + reason + "</code>");
    }

    private List<LinkEvent> recorded() {
        return desk.store.eventsOf(StoredLinks.STREAM, LinkEvent.class);
    }

    /** Opens the address, and signs in with GitHub. {@return the page that names both} */
    private HttpResponse<String> signIn(Tab browser) {
        leadsHome(browser.get(desk.begin()));
        desk.codes.put("code-1", LinkDesk.OCTO);
        leadsHome(browser.get("/link/callback?code=code-1&state=" + state(browser)));
        return browser.get("/link");
    }

    private static String state(Tab browser) {
        return Tab.found("state=([\\w-]+)", browser.get("/link").body());
    }

    @Test
    void leadsFromTheCommandToTheLink() {
        leadsHome(tab.get(desk.begin()));
        assertThat(tab.get("/link").body()).contains("Sign in with GitHub", "https://github.example.com/login");
        desk.codes.put("code-1", LinkDesk.OCTO);
        leadsHome(tab.get("/link/callback?code=code-1&state=" + state(tab)));

        HttpResponse<String> done = tab.post(Tab.answer(tab.get("/link"), "link"));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Your accounts are linked", "GitHub account 77", "2026");
        assertThat(recorded()).singleElement().isInstanceOfSatisfying(LinkEvent.Linked.class, made -> {
            assertThat(made.one()).isEqualTo(LinkDesk.MALLORY);
            assertThat(made.other()).isEqualTo(LinkDesk.OCTO.account());
            assertThat(made.effectiveAt()).isEqualTo(desk.clock.instant().plus(Duration.ofHours(24)));
        });
    }

    @Test
    void threat15_thePageNamesBothAccountsAndWhoBegan() {
        HttpResponse<String> page = signIn(tab);

        assertThat(page.body())
                .contains("U0MALLORY01", Roles.TEAM, "account 77 on " + Roles.GITHUB)
                .contains("Are you <b><bdi>&lt;b&gt;Mallory&lt;/b&gt;⟦U+202E⟧ (@mallory)</bdi></b> in Slack")
                .contains("octo&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script", "\u202E", "<b>Mallory");
        assertThat(page.body().indexOf("Not mine</button>"))
                .as("the enter key presses the first button")
                .isLessThan(page.body().indexOf("link them</button>"));
    }

    @Test
    void threat15_anotherBrowserCannotGoOn() {
        String address = desk.begin();
        leadsHome(tab.get(address));
        Tab other = tab();

        refused(other.get(address), "link_stale");
        refused(other.get("/link"), "link_stale");
        desk.codes.put("code-1", LinkDesk.OCTO);
        refused(other.get("/link/callback?code=code-1&state=" + state(tab)), "link_stale");
        leadsHome(other.get(desk.begin()));
        refused(other.get("/link/callback?code=code-1&state=" + state(tab)), "link_stale");

        assertThat(desk.codes).as("no code was exchanged").containsKey("code-1");
        leadsHome(tab.get(address));
        assertThat(tab.get("/link").body()).as("the first browser goes on").contains("Sign in with GitHub");
    }

    @Test
    void threat15_stepsThatWereTakenAreNotTakenAgain() {
        leadsHome(tab.get(desk.begin()));
        String state = state(tab);
        desk.codes.put("code-1", LinkDesk.OCTO);
        leadsHome(tab.get("/link/callback?code=code-1&state=" + state));
        desk.codes.put("code-2", LinkDesk.OCTO);

        refused(tab.get("/link/callback?code=code-2&state=" + state), "link_stale");
        String form = Tab.answer(tab.get("/link"), "refuse");
        String session = tab.cookie;
        assertThat(tab.post(form).body()).contains("Nothing was linked");
        tab.cookie = session;
        refused(tab.post(form.replace("refuse", "link")), "link_stale");
        refused(tab.get("/link"), "link_stale");

        assertThat(recorded()).isEmpty();
    }

    @Test
    void threat15_aForgedOrFailedSignInLinksNothing() {
        leadsHome(tab.get(desk.begin()));
        refused(tab.get("/link/callback?code=code-1&state=guess"), "link_stale");
        refused(tab.get("/link/callback?code=forged&state=" + state(tab)), "link_sign_in_refused");
        refused(tab.get("/link"), "link_stale");

        leadsHome(tab.get(desk.begin()));
        refused(tab.get("/link/callback?error=access_denied&state=" + state(tab)), "link_sign_in_refused");
        refused(tab.get("/link"), "link_stale");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void threat15_whatWasBegunTenMinutesAgoIsVoid() {
        HttpResponse<String> page = signIn(tab);
        String late = desk.begin();
        desk.clock.step(Duration.ofMinutes(10));

        refused(tab.post(Tab.answer(page, "link")), "link_stale");
        refused(tab().get(late), "link_stale");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void threat29_anotherSitesFormIsRefused() {
        String form = Tab.answer(signIn(tab), "link");

        refused(tab.post(form, new String[0]), "cross_site");
        for (String origin : List.of(
                "https://evil.example", "null", "http://gate.example.com", "https://gate.example.com.evil.example")) {
            refused(tab.post(form, "Origin", origin), "cross_site");
        }
        refused(tab.post(form, "Origin", PUBLIC_URL.toString(), "Sec-Fetch-Site", "same-site"), "cross_site");
        refused(tab.post("answer=link"), "cross_site");
        refused(tab.post("token=guess&answer=link"), "cross_site");
        refused(tab.post(Tab.answer(signIn(tab()), "link")), "cross_site");
        assertThat(recorded()).isEmpty();

        assertThat(tab.post(form).statusCode())
                .as("none of that used the form up")
                .isEqualTo(200);
    }

    @Test
    void threat29_noPageIsFramedScriptedKeptOrChangesAnythingWhenItIsRead() {
        HttpResponse<String> page = signIn(tab);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe", "script-src");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        tab.get("/link?answer=link&token=" + Tab.found("value=\"([\\w-]{43})\"", page.body()));
        assertThat(recorded()).isEmpty();

        String address = desk.begin();
        assertThat(tab().send("HEAD", address).statusCode()).isEqualTo(405);
        leadsHome(tab().get(address));
    }

    @Test
    void threat29_theCookieIsOfThisHostAndThisBrowserAlone() {
        HttpResponse<String> opened = tab.get(desk.begin());

        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-gate_link=")
                .contains("; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Max-Age=600")
                .doesNotContain("Domain");
        assertThat(desk.store
                        .tickets()
                        .peek("link_sign_in", Tab.found("gate_link=(\\w+)", cookie), desk.clock.instant()))
                .as("only its hash is kept")
                .isEmpty();
        tab.cookie = tab.cookie + "; " + tab.cookie;
        refused(tab.get("/link"), "link_stale");
    }

    @Test
    void whatCannotBeLinkedIsRefusedWithTheReason() {
        desk.directory.says(LinkDesk.MALLORY, AccountStanding.GUEST);
        refused(tab.post(Tab.answer(signIn(tab), "link")), "voter_is_guest");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void whoeverHoldsAnAccountCanEndALinkThatSomebodyElseMade() {
        Account thief = Account.slack(Roles.TEAM, "U0THIEF0001");
        desk.linking.link(thief, LinkDesk.OCTO.account());

        HttpResponse<String> page = signIn(tab);
        assertThat(page.body())
                .contains("cannot be linked", "Slack account U0THIEF0001")
                .doesNotContain("link them");
        String ending = Tab.found("value=\"(end:lnk_[0-9a-f]+)\"", page.body());
        assertThat(tab.post(Tab.answer(page, ending)).body()).contains("The link is ended");

        assertThat(desk.linking.of(thief)).isEmpty();
        assertThat(desk.links.current().knows(thief)).as("authorship stays").isTrue();
    }

    @Test
    void addressesThatLeadNowhereSaySo() {
        assertThat(tab.get("/link/unknown").statusCode()).isEqualTo(404);
        assertThat(tab.send("PUT", "/link").statusCode()).isEqualTo(405);
        assertThat(tab.get("/link/" + "0".repeat(64)).statusCode()).isEqualTo(403);
    }
}
