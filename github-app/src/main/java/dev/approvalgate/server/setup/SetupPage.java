package dev.approvalgate.server.setup;

import dev.approvalgate.adapter.github.GitHubManifest;
import dev.approvalgate.adapter.github.GitHubManifest.NewApp;
import dev.approvalgate.adapter.slack.SlackManifest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.web.Html;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page. It binds 127.0.0.1, answers only to that name, refuses posts from pages of other origins, opens with a code that stands on the
 * console and works once, checks the state that comes back from GitHub, and is of no use afterwards.
 */
public final class SetupPage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SetupPage.class);
    private static final int TRIES = 5;
    private static final String CALLBACK = "/github/created";

    private final SetupPlan plan;
    private final Clock clock;
    private final LoopbackServer server;
    private final OneTimeCode code = OneTimeCode.random(5);
    private final String shownCode = code.shown();
    private final AtomicInteger wrong = new AtomicInteger();
    private final OneTimeCode state = OneTimeCode.random(32);
    private final CountDownLatch done = new CountDownLatch(1);

    private SetupPage(SetupPlan plan, LoopbackServer server, Clock clock) {
        this.plan = plan;
        this.server = server;
        this.clock = clock;
    }

    /**
     * Serves the page.
     *
     * @param port 0 for any free one
     */
    public static SetupPage start(SetupPlan plan, int port, Clock clock) {
        LoopbackServer server = LoopbackServer.start(port);
        var page = new SetupPage(plan, server, clock);
        server.route("GET", "/", call -> page.html(200, Pages.askForCode("")));
        server.route("POST", "/begin", page::begin);
        server.route("GET", CALLBACK, page::created);
        return page;
    }

    /** {@return where to open it} */
    public URI address() {
        return URI.create(server.base() + "/");
    }

    /** {@return the code that opens it, once} */
    public String code() {
        return shownCode;
    }

    /** {@return whether the App was made within the time} */
    public boolean await(Duration atMost) throws InterruptedException {
        return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer begin(Call call) {
        if (code.isSpent() || wrong.get() >= TRIES) {
            return html(410, Pages.message("This page is closed", "Run \"gate setup\" again for a new code."));
        }
        if (!code.take(call.form().getOrDefault("code", "").strip())) {
            wrong.incrementAndGet();
            return html(403, Pages.askForCode("That is not the code on the console."));
        }
        URI callback = URI.create(server.base() + CALLBACK);
        return html(
                200,
                Pages.createApp(
                        GitHubManifest.formTarget(plan.github().web(), plan.organization(), state.shown()),
                        GitHubManifest.json(plan.name(), plan.publicUrl(), callback, plan.signedIn(), plan.webhook())));
    }

    private Answer created(Call call) {
        if (!state.take(call.param("state").orElse(""))) {
            return html(403, Pages.message("Refused", "This answer does not belong to the page that you opened."));
        }
        try {
            NewApp app = GitHubManifest.convert(
                    plan.github().api(), call.param("code").orElse(""), clock);
            SetupFiles.write(plan, app);
            // The command ends, and the server with it, only when the person has the page.
            return html(200, Pages.finished(app.name(), app.page(), slackManifest(), plan.pull()))
                    .then(done::countDown);
        } catch (GateException | IOException e) {
            LOG.warn("the App could not be set up: {}", e.getMessage());
            return html(
                    502,
                    Pages.message(
                            "Not finished",
                            e.getMessage() + ". Run \"gate setup\" again; delete the App on GitHub"
                                    + " if it was made."));
        }
    }

    private String slackManifest() {
        return SlackManifest.json(plan.name(), plan.pull() ? null : plan.publicUrl());
    }

    private Answer html(int status, String html) {
        return Answer.html(status, html)
                .with("Cache-Control", "no-store")
                // With "no-referrer" browsers would send the origin "null", even with the page's own form.
                .with("Referrer-Policy", "strict-origin")
                .with("X-Content-Type-Options", "nosniff")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src " + Html.STYLE_SOURCE
                                + "; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self' "
                                + plan.github().web().getScheme() + "://"
                                + plan.github().web().getAuthority());
    }

    @Override
    public void close() {
        server.close();
    }
}
