package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.server.OwnerOnly;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor looks at a running gate between stand-ins; then one thing after another is broken. */
class DoctorTest {

    @TempDir
    static Path dir = Path.of("");

    private static Sandbox sandbox;
    private static Path config;

    @BeforeAll
    static void settle() {
        sandbox = Sandbox.start(dir, 0, new Ways(false, false), Clock.systemUTC());
        config = sandbox.installation().config();
    }

    @AfterAll
    static void leave() {
        sandbox.close();
    }

    private static Cli.Result doctor(Path settings) {
        return Cli.run(Cli.KEY, "doctor", "-c", settings.toString());
    }

    /** The settings with something replaced, beside the real ones. */
    private static Path with(String now, String instead) throws IOException {
        String text = Files.readString(config);
        assertThat(text).contains(now);
        return Files.writeString(dir.resolve("changed.yaml"), text.replace(now, instead));
    }

    private static Cli.Result fails(Path settings, String step, String... says) {
        Cli.Result result = doctor(settings);
        assertThat(result.code()).as(result.out()).isEqualTo(1);
        assertThat(result.out().lines())
                .filteredOn(line -> line.startsWith("FAIL"))
                .anySatisfy(line -> assertThat(line).startsWith("FAIL  " + step).contains(says));
        assertThat(result.out()).containsPattern("\\d+ steps? failed\\.").doesNotContain("\tat ", "Exception");
        return result;
    }

    @Test
    void allIsWell() {
        Cli.Result text = doctor(config);
        assertThat(text.code()).as(text.out()).isZero();
        assertThat(text.err()).isEmpty();
        assertThat(text.out())
                .contains("OK    settings", "OK    GATE_KEY", "OK    policy", "in use by a running server")
                .contains(
                        "OK    public_url",
                        "OK    GitHub App",
                        "OK    GitHub permissions",
                        "OK    GitHub client secret",
                        "OK    Slack scopes")
                .contains("OK    issuer")
                .endsWith("All is well." + System.lineSeparator());
        // What was seen stands in one column.
        assertThat(text.out().lines().limit(10))
                .allSatisfy(line -> assertThat(line.charAt(31)).isEqualTo(' '));

        Cli.Result json = Cli.run(Cli.KEY, "doctor", "-c", config.toString(), "--json");
        assertThat(json.code()).isZero();
        assertThat(json.json().path("ok").asBoolean()).isTrue();
        assertThat(json.json().path("steps")).hasSizeGreaterThan(10).allSatisfy(step -> {
            assertThat(step.path("status").asText()).isEqualTo("ok");
            assertThat(step.path("message").asText()).isNotEmpty();
        });
    }

    @Test
    void everyFaultOfTheSettingsIsAFailedStep() throws IOException {
        Path changed = with("policy: policy.yaml", "polcy: policy.yaml");
        Cli.Result result = Cli.run("doctor", "-c", changed.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("changed.yaml:6:1: polcy: unknown key; did you mean \"policy\"?")
                .contains("environment: GATE_KEY: is not set", "openssl rand -base64 32")
                .contains("2 steps failed.");
    }

    @Test
    void aShortKeyIsRefused() {
        Cli.Result result = Cli.run(Map.of("GATE_KEY", "secret"), "doctor", "-c", config.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("FAIL  GATE_KEY", "has 6 characters and needs at least 32", "openssl rand")
                .doesNotContain("\"secret\"");
    }

    @Test
    void theStoreAndThePolicyAreLookedAt() throws IOException {
        fails(with("policy: policy.yaml", "policy: nothing.yaml"), "policy", "there is no such file");
        fails(with("store: gate.db", "store: nowhere/gate.db"), "store", "make the directory");
        fails(with("store: gate.db", "store: policy.yaml"), "store", "restore it from a backup");
        assertThat(doctor(with("store: gate.db", "store: fresh.db")).out())
                .contains("OK    store", "will be made at the first start");
        assertThat(dir.resolve("fresh.db")).doesNotExist();
        assertThat(dir.resolve("nowhere")).doesNotExist();
    }

    @Test
    void targetsAndTheirSecretsAreCompared() throws IOException {
        Files.writeString(dir.resolve("policy3.yaml"), Files.readString(dir.resolve("policy.yaml")) + """
                targets:
                  - { id: payments, audience: https://deploy.example.com, environments: [production], url: https://deploy.example.com,
                      proxy: nginx, allow: [{ methods: [POST], paths: ["/deploy"] }] }
                  - { id: open, secret: none, audience: https://deploy.example.com, environments: [production], url: https://deploy.example.com,
                      proxy: nginx, allow: [{ methods: [POST], paths: ["/deploy"] }] }
                """);
        OwnerOnly.write(dir.resolve("target-secret"), "0123456789abcdef0123456789abcdef\n");
        String targets = "policy: policy3.yaml\ntargets: [{ id: %s, secret: { file: target-secret } }]";

        Cli.Result missing = doctor(with("policy: policy.yaml", "policy: policy3.yaml"));
        assertThat(missing.code()).as(missing.out()).isZero();
        assertThat(missing.out())
                .contains(
                        "WARN  targets", "\"payments\" has no secret in gate.yaml", "Nothing failed; see the warning.")
                .doesNotContain("\"open\"");

        Cli.Result elsewhere = doctor(with("policy: policy.yaml", targets.formatted("elsewhere")));
        assertThat(elsewhere.out())
                .contains("\"payments\" has no secret", "\"elsewhere\" has a secret", "see the 2 warnings.");
        assertThat(doctor(with("policy: policy.yaml", targets.formatted("open")))
                        .out())
                .contains("\"open\" says secret: none");
        assertThat(doctor(with("policy: policy.yaml", targets.formatted("payments")))
                        .out())
                .contains("OK    targets", "All is well.");
    }

    @Test
    void aGateThatDoesNotAnswerIsNoFailure() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Path changed = with("public_url: " + sandbox.gateUrl(), "public_url: http://127.0.0.1:" + closed);
        assertThat(doctor(changed).out())
                .contains("SKIP  public_url", "(nobody listens there)", "start the server, then look again");
        fails(
                with(
                        "public_url: " + sandbox.gateUrl(),
                        "public_url: " + sandbox.github().base()),
                "public_url",
                "answers 404",
                "proxy");
    }

    @Test
    void gitHubIsLookedAt() throws IOException {
        String id = "app_id: " + sandbox.github().app().id();
        fails(with(id, "app_id: 1"), "GitHub App", "knows no App 1", "settings page");
        fails(
                with("public_url: " + sandbox.gateUrl(), "public_url: https://gate.example.com"),
                "GitHub webhook",
                "set the App's webhook URL to https://gate.example.com/webhooks/github");
        failsWhile(sandbox.github().server(), "/app", Answer.json(500, "{}"), "GitHub App", "500");
        failsWhile(
                sandbox.github().server(),
                "/app/hook/config",
                Answer.json(404, "{}"),
                "GitHub webhook",
                "shows nothing at GET /app/hook/config");
    }

    @Test
    void theClientsSecretIsShownToGitHub() throws IOException {
        OwnerOnly.write(dir.resolve("other-secret"), "not-the-secret\n");
        fails(
                with("client_secret: { file: github-client-secret }", "client_secret: { file: other-secret }"),
                "GitHub client secret",
                "does not take it for client",
                "settings page");
    }

    @Test
    void slackIsLookedAt() throws IOException {
        String team = sandbox.slack().workspace().teamId();
        fails(with("team: " + team, "team: T0ELSEWHERE"), "Slack bot token", "belongs to team " + team);
        fails(
                with("workspace_url: " + sandbox.slack().base(), "workspace_url: https://your-workspace.slack.com"),
                "Slack workspace",
                "Slack says " + sandbox.slack().base());
        Files.writeString(
                dir.resolve("policy2.yaml"),
                Files.readString(dir.resolve("policy.yaml")).replace("slack:C0DEPLOY001", "slack:C0NOWHERE01"));
        fails(with("policy: policy.yaml", "policy: policy2.yaml"), "Slack channel C0NOWHERE01", "check the id");
        failsWhile(
                sandbox.slack().server(),
                "/api/apps.connections.open",
                Answer.json(200, "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"connections:write\"}"),
                "Slack app-level token",
                "connections:write");
        failsWhile(
                sandbox.slack().server(),
                "/api/auth.test",
                Answer.json(200, "{\"ok\":false,\"error\":\"invalid_auth\"}"),
                "Slack bot token",
                "invalid_auth");
    }

    @Test
    void issuersAreLookedAt() throws IOException {
        String issuer = sandbox.github().oidc().issuer().toString();
        fails(with("issuer: \"" + issuer, "kind: github, issuer: \"" + issuer + "/other"), "issuer", issuer + "/other");
    }

    private static void failsWhile(LoopbackServer server, String path, Answer answer, String step, String... says) {
        Interceptor broken = new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return call.path().equals(path) ? Optional.of(answer) : Optional.empty();
            }
        };
        server.intercept(broken);
        try {
            fails(config, step, says);
        } finally {
            server.remove(broken);
        }
    }
}
