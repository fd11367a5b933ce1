package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.github.GitHubCheck;
import dev.approvalgate.adapter.github.GitHubCheck.Finding;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.GitHubManifest;
import dev.approvalgate.adapter.github.GitHubSettings;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.server.loopback.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Making the App from the manifest, and what the doctor says of it. */
class SetUpTest {

    private static final URI GATE = URI.create("https://gate.example.com");
    private static final URI SIGNED_IN = URI.create("https://gate.example.com/link/callback");
    private static final URI HOOK = URI.create("https://gate.example.com/webhooks/github");

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Posts the form as a browser would, and reads the code from where it is sent back to. */
    private String code(@Nullable URI hook) throws IOException, InterruptedException {
        return codeFor(
                GitHubManifest.json("Approval Gate of Acme", GATE, URI.create(GATE + "/setup"), SIGNED_IN, hook));
    }

    private String codeFor(String manifest) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(GitHubManifest.formTarget(bench.github.base(), "acme", "s123"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("manifest=" + URLEncoder.encode(manifest, StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> back = HttpClient.newHttpClient().send(form, BodyHandlers.ofString());
        String location = back.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(GATE + "/setup?code=").endsWith("&state=s123");
        return location.replaceAll(".*code=([^&]+)&.*", "$1");
    }

    private GitHubHttp connect(GitHubManifest.NewApp app, Clock clock) {
        return new GitHubHttp(
                new GitHubSettings(
                        bench.github.base(),
                        bench.github.base(),
                        app.appId(),
                        app.privateKey(),
                        List.of(),
                        "https://issuer.example.com",
                        true),
                clock);
    }

    private static Map<String, Finding> byStep(List<Finding> findings) {
        return findings.stream().collect(Collectors.toMap(Finding::step, Function.identity()));
    }

    @Test
    void anAppMadeFromTheManifestIsAllRight() throws Exception {
        GitHubManifest.NewApp app = GitHubManifest.convert(bench.github.base(), code(HOOK), bench.clock);
        bench.github.install(bench.repo.owner(), java.util.Set.of());
        bench.clock.set(Clock.systemUTC().instant());

        List<Finding> findings = new GitHubCheck(connect(app, bench.clock), HOOK).run();

        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.ok()).as(finding.toString()).isTrue());
        assertThat(byStep(findings))
                .containsOnlyKeys("clock", "App", "events", "webhook", "permissions", "installations");
        assertThat(app.webhookSecret()).isEqualTo(Secret.of(bench.github.app().webhookSecret()));
        assertThat(app.clientId()).isEqualTo(bench.github.app().clientId());
        assertThat(app.clientSecret()).isEqualTo(Secret.of(bench.github.app().clientSecret()));
        assertThat(app.toString())
                .doesNotContain(bench.github.app().clientSecret())
                .doesNotContain("PRIVATE KEY", bench.github.app().webhookSecret());
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        String code = code(null);
        GitHubManifest.convert(bench.github.base(), code, bench.clock);
        assertThatThrownBy(() -> GitHubManifest.convert(bench.github.base(), code, bench.clock))
                .isInstanceOfSatisfying(GateException.class, e -> {
                    assertThat(e.reason()).isEqualTo(ReasonCode.HOST_FACT_MISMATCH);
                    assertThat(e.getMessage()).doesNotContain(code);
                });
        assertThatThrownBy(() -> GitHubManifest.convert(bench.github.base(), "../../app", bench.clock))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.REQUEST_MALFORMED));
    }

    @Test
    void whatIsWrongIsNamedWithItsRemedy() {
        // The stand-in's first App has no webhook, and the test's clock stands still in the past.
        Map<String, Finding> findings = byStep(new GitHubCheck(bench.http, HOOK).run());
        assertThat(findings.get("webhook").ok()).isFalse();
        assertThat(findings.get("webhook").message()).contains(HOOK.toString());
        assertThat(findings.get("clock").ok()).isFalse();
        assertThat(findings.get("permissions").ok()).isTrue();
        assertThat(findings.get("installations").ok()).isTrue();
    }

    @Test
    void eventsAndPermissionsThatAreMissingAreNamed() throws Exception {
        String manifest = GitHubManifest.json("Less", GATE, URI.create(GATE + "/setup"), SIGNED_IN, HOOK)
                .replace("\"repository\",", "")
                .replace("\"statuses\":\"read\"", "\"issues\":\"read\"");
        GitHubManifest.NewApp app = GitHubManifest.convert(bench.github.base(), codeFor(manifest), bench.clock);
        bench.clock.set(Clock.systemUTC().instant());

        Map<String, Finding> findings = byStep(new GitHubCheck(connect(app, bench.clock), HOOK).run());

        assertThat(findings.get("events").ok()).isFalse();
        assertThat(findings.get("events").message()).contains("not subscribed to repository;", "Permissions & events");
        assertThat(findings.get("permissions").ok()).isFalse();
        assertThat(findings.get("permissions").message()).contains("lacks statuses: read;");
    }

    @Test
    void inPullModeNoWebhookIsNeeded() {
        assertThat(byStep(new GitHubCheck(bench.http, null).run())
                        .get("webhook")
                        .ok())
                .isTrue();
    }

    @Test
    void aWrongKeyEndsTheCheckWithWhatToDo() {
        var settings = new GitHubSettings(
                bench.github.base(), bench.github.base(), 1, bench.settings.privateKey(), List.of(), "https://i", true);
        List<Finding> findings = new GitHubCheck(new GitHubHttp(settings, bench.clock), null).run();
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.ok()).isFalse());
    }

    @Test
    void aGitHubThatFailsIsAFindingAndNoException() {
        bench.failOnce("/app/hook/config", Answer.json(500, "{}"));
        bench.failOnce("/app/installations", Answer.json(500, "{}"));
        Map<String, Finding> findings = byStep(new GitHubCheck(bench.http, HOOK).run());
        assertThat(findings.get("webhook").ok()).isFalse();
        bench.clock.step(Duration.ofSeconds(1));
    }
}
