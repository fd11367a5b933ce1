package dev.approvalgate.journeys.world;

import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files and environment variables of one installation. */
public final class GateFiles {

    /** The only audience that identity tokens may name. */
    public static final String OUR_AUDIENCE = "https://gate.example.com";

    /** The target that may ask about tokens. */
    public static final String TARGET = "payments-api";

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final int port = FreePort.find();
    private final int adminPort = FreePort.find();

    GateFiles(Path folder) {
        this.folder = folder;
    }

    /** {@return where the gate is reached} */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** {@return where metrics and ledger are} */
    public URI admin() {
        return URI.create("http://127.0.0.1:" + adminPort);
    }

    /** {@return gate.yaml} */
    public Path config() {
        return folder.resolve("gate.yaml");
    }

    /** {@return policy.yaml} */
    public Path policy() {
        return folder.resolve("policy.yaml");
    }

    /** {@return the ledger} */
    public Path store() {
        return folder.resolve("gate.db");
    }

    /** {@return the variables that hold the installation's secrets} */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Gives more targets a secret: the one that {@link #TARGET} has. The gate must not run yet. */
    public void targets(String... ids) {
        String first = "targets:\n";
        var more = new StringBuilder(first);
        for (String id : ids) {
            more.append("  - { id: %s, secret: { env: TARGET_SECRET } }%n".formatted(id));
        }
        try {
            write(config(), Files.readString(config()).replace(first, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the secret by which targets prove who they are} */
    public String targetSecret() {
        return environment.getOrDefault("TARGET_SECRET", "");
    }

    /** Writes the policy. */
    public void write(PolicyText policy) {
        write(policy(), policy.text());
    }

    void write(SlackStandIn slack, GitHubStandIn github, Settings settings) {
        SlackApp app = slack.workspace().app();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        environment.put("GATE_KEY", Base64.getEncoder().encodeToString(key));
        environment.put("SLACK_BOT_TOKEN", app.botToken());
        environment.put("SLACK_SIGNING_SECRET", app.signingSecret());
        environment.put("SLACK_APP_TOKEN", app.appToken());
        environment.put("GITHUB_WEBHOOK_SECRET", github.app().webhookSecret());
        environment.put("GITHUB_CLIENT_SECRET", github.app().clientSecret());
        new SecureRandom().nextBytes(key);
        environment.put("TARGET_SECRET", Base64.getEncoder().encodeToString(key));
        write(folder.resolve("github-app.pem"), github.app().privateKeyPem());
        ownerOnly(folder.resolve("github-app.pem"));
        write(config(), """
                public_url: %s
                listen: 127.0.0.1:%d
                admin_listen: 127.0.0.1:%d
                store: gate.db
                policy: policy.yaml
                token_algorithm: %s
                targets:
                  - { id: %s, secret: { env: TARGET_SECRET } }
                slack:
                  team: %s
                  app: %s
                  workspace_url: %s
                  api_url: %s
                  mode: %s
                  bot_token: { env: SLACK_BOT_TOKEN }
                  signing_secrets: [{ env: SLACK_SIGNING_SECRET }]
                  app_token: { env: SLACK_APP_TOKEN }
                github:
                  app_id: %d
                  private_key: { file: github-app.pem }
                  webhook_secrets: [{ env: GITHUB_WEBHOOK_SECRET }]
                  client_id: %s
                  client_secret: { env: GITHUB_CLIENT_SECRET }
                  api_url: %s
                  web_url: %s
                  mode: %s
                  check_runs: %s
                  oidc_issuer: %s
                issuers:
                  - { issuer: "%s", audience: "%s" }
                """.formatted(
                        url(),
                        port,
                        adminPort,
                        settings.rsa() ? "RS256" : "ES256",
                        TARGET,
                        slack.workspace().teamId(),
                        app.appId(),
                        slack.base(),
                        slack.apiBase(),
                        settings.socketMode() ? "socket" : "http",
                        github.app().id(),
                        github.app().clientId(),
                        github.base(),
                        github.base(),
                        settings.pullMode() ? "pull" : "webhook",
                        settings.checkRuns(),
                        github.oidc().issuer(),
                        github.oidc().issuer(),
                        OUR_AUDIENCE));
    }

    private static void ownerOnly(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
