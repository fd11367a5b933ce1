package dev.approvalgate.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threat 35: nobody but the person at the console makes the App, and what is written can be used. */
class SetupPageTest {

    private static final URI PUBLIC = URI.create("https://gate.example.com");

    @TempDir
    private Path dir = Path.of("");

    private final Clock clock = Clock.systemUTC();
    private final GitHubStandIn github = GitHubStandIn.start(clock);
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        github.close();
    }

    private SetupPlan plan(boolean pull) {
        return new SetupPlan(
                "Approval Gate of Acme",
                "acme",
                PUBLIC,
                pull,
                new SetupPlan.GitHub(github.base(), github.base(), github.oidc().issuer()),
                dir);
    }

    private SetupPage start() {
        return SetupPage.start(plan(false), 0, clock);
    }

    private HttpResponse<String> post(URI address, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> begin(SetupPage page, String code, String... headers)
            throws IOException, InterruptedException {
        return post(page.address().resolve("/begin"), "code=" + code, headers);
    }

    /** Presses the button of the page that the code opened. {@return where GitHub sends the browser} */
    private URI confirm(HttpResponse<String> opened) throws IOException, InterruptedException {
        HttpResponse<String> made = post(
                URI.create(field("action=\"([^\"]+)\"", opened)),
                "manifest=" + URLEncoder.encode(field("value=\"([^\"]+)\"", opened), StandardCharsets.UTF_8));
        return URI.create(made.headers().firstValue("location").orElseThrow());
    }

    private static String field(String pattern, HttpResponse<String> page) {
        Matcher found = Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1).replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makesTheAppAndWritesWhatTheGateCanStartWith() throws Exception {
        try (SetupPage page = start()) {
            assertThat(page.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(get(page.address()).body())
                    .contains("The code on the console")
                    .doesNotContain(page.code());

            URI back = confirm(begin(page, page.code()));
            assertThat(back.toString()).startsWith(page.address() + "github/created?code=");
            HttpResponse<String> done = get(back);

            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.body())
                    .contains(
                            "Install Approval Gate of Acme",
                            "Deployment protection rules",
                            "gate doctor",
                            "SLACK_SIGNING_SECRET")
                    .contains("/installations/new\"", "https://api.slack.com/apps?new_app=1&amp;manifest_json=%7B")
                    .contains(PUBLIC + "/slack/interactions")
                    .doesNotContain(
                            "PRIVATE KEY",
                            github.app().webhookSecret(),
                            github.app().clientSecret());
            assertThat(page.await(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(files())
                .containsExactly("gate.yaml", "github-app.pem", "github-client-secret", "github-webhook-secret");
        for (String file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        GateSettings settings = read(Map.of("SLACK_SIGNING_SECRET", "s"));
        assertThat(settings.publicUrl()).isEqualTo(PUBLIC);
        assertThat(settings.slack()).extracting(SlackSettings::mode).isEqualTo(SlackSettings.Mode.HTTP);
        assertThat(settings.github()).satisfies(read -> {
            assertThat(read.appId()).isEqualTo(github.app().id());
            assertThat(read.mode()).isEqualTo(GithubSettings.Mode.WEBHOOK);
            assertThat(read.privateKey().reveal())
                    .isEqualTo(github.app().privateKeyPem().strip());
            assertThat(read.webhookSecrets().get(0).reveal())
                    .isEqualTo(github.app().webhookSecret());
            assertThat(read.client())
                    .isEqualTo(new GithubSettings.Client(
                            github.app().clientId(), Secret.of(github.app().clientSecret())));
        });
        assertThat(github.app().webhookUrl()).contains(URI.create(PUBLIC + "/webhooks/github"));
    }

    @Test
    void withoutAPublicAddressBothAppsAreMadeForTheGateToGoAndLook() throws Exception {
        try (SetupPage page = SetupPage.start(plan(true), 0, clock)) {
            HttpResponse<String> done = get(confirm(begin(page, page.code())));
            assertThat(done.body()).contains("socket_mode_enabled&quot; : true").doesNotContain("/slack/interactions");
        }
        GateSettings settings = read(Map.of("SLACK_APP_TOKEN", "xapp-1"));
        assertThat(settings.github()).extracting(GithubSettings::mode).isEqualTo(GithubSettings.Mode.PULL);
        assertThat(settings.slack()).extracting(SlackSettings::mode).isEqualTo(SlackSettings.Mode.SOCKET);
    }

    private GateSettings read(Map<String, String> secrets) {
        var environment = new HashMap<>(secrets);
        environment.put("GATE_KEY", "0123456789abcdefghijklmnopqrstuv");
        environment.put("SLACK_BOT_TOKEN", "xoxb-1");
        return GateFile.read(dir.resolve("gate.yaml"), environment);
    }

    @Test
    void threat35_aCodeOpensOnceAndCannotBeGuessed() throws Exception {
        try (SetupPage page = start()) {
            assertThat(begin(page, "").statusCode()).isEqualTo(403);
            assertThat(begin(page, "0000000000").body())
                    .contains("not the code on the console")
                    .doesNotContain(page.code());
            assertThat(begin(page, page.code()).body()).contains("manifest");

            HttpResponse<String> again = begin(page, page.code());
            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(again.body()).contains("This page is closed").doesNotContain("manifest");
        }
        try (SetupPage page = start()) {
            for (int tries = 0; tries < 5; tries++) {
                assertThat(begin(page, "guess" + tries).statusCode()).isEqualTo(403);
            }
            assertThat(begin(page, page.code()).statusCode()).isEqualTo(410);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void threat35_anAnswerThatWasNotAskedForHereIsRefused() throws Exception {
        try (SetupPage page = start()) {
            URI created = page.address().resolve("/github/created");
            assertThat(get(URI.create(created + "?code=abc")).statusCode()).isEqualTo(403);

            String real = confirm(begin(page, page.code())).getRawQuery();
            String foreign = real.replaceAll("state=.", "state=x");
            HttpResponse<String> refused = get(URI.create(created + "?" + foreign));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("does not belong to the page that you opened");
            assertThat(files()).isEmpty();

            assertThat(get(URI.create(created + "?" + real)).statusCode()).isEqualTo(200);
            assertThat(get(URI.create(created + "?" + real)).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void threat35_pagesOfOtherOriginsAndOtherNamesGetNothing() throws Exception {
        try (SetupPage page = start()) {
            assertThat(begin(page, page.code(), "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(begin(page, page.code(), "Origin", "null").statusCode()).isEqualTo(403);
            assertThat(raw(page, "gate.evil.example")).startsWith("HTTP/1.1 421");
            assertThat(raw(page, "127.0.0.1:" + page.address().getPort())).startsWith("HTTP/1.1 200");
            // Nothing of that used the code up.
            String own = "http://127.0.0.1:" + page.address().getPort();
            HttpResponse<String> opened = begin(page, page.code(), "Origin", own);
            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(opened.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "form-action 'self' " + github.base());
            assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    private static String raw(SetupPage page, String host) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingIsReplacedAndNothingBegunThatCouldNotBeFinished() throws Exception {
        Files.writeString(dir.resolve("github-app.pem"), "mine");
        assertThatThrownBy(() -> plan(false).requireFreshFiles())
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID))
                .hasMessageContaining("github-app.pem exists and is not replaced");

        // A file that comes in between is not replaced either.
        try (SetupPage page = start()) {
            HttpResponse<String> refused = get(confirm(begin(page, page.code())));
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("github-app.pem", "delete the App on GitHub");
        }
        assertThat(dir.resolve("github-app.pem")).hasContent("mine");
        assertThat(files()).containsExactly("github-app.pem");
    }

    @Test
    void aGitHubThatFailsIsToldWithTheWayOut() throws Exception {
        github.server().intercept(new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return call.path().endsWith("/conversions") ? Optional.of(Answer.json(500, "{}")) : Optional.empty();
            }
        });
        try (SetupPage page = start()) {
            HttpResponse<String> failed = get(confirm(begin(page, page.code())));
            assertThat(failed.statusCode()).isEqualTo(502);
            assertThat(failed.body()).contains("500", "Run &quot;gate setup&quot; again");
            assertThat(page.await(Duration.ZERO)).isFalse();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void addressesThatCannotWorkAreRefusedBeforeAnythingIsServed() {
        for (String url : List.of("gate", "http://gate.example.com", "https://gate.example.com/path", "ftp://x")) {
            assertThatThrownBy(() -> new SetupPlan(
                            "Gate", null, URI.create(url), false, plan(false).github(), dir))
                    .hasMessageStartingWith("--public-url");
        }
        assertThat(new SetupPlan(
                                "Gate",
                                null,
                                URI.create(PUBLIC + "/"),
                                false,
                                plan(false).github(),
                                dir)
                        .publicUrl())
                .isEqualTo(PUBLIC);
        assertThatThrownBy(() -> new SetupPlan(
                        "Gate", "../acme", PUBLIC, false, plan(false).github(), dir))
                .hasMessageStartingWith("--organization");
        assertThatThrownBy(() -> new SetupPlan.GitHub(github.base(), github.base(), null))
                .hasMessageContaining("--github-issuer");
    }
}
