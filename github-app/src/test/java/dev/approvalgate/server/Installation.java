package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GateSettings.Listen;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.IssuerSettings;
import dev.approvalgate.adapter.config.KeySettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Repo;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A company: GitHub, Slack, a policy, and the settings of a gate between them. */
final class Installation implements AutoCloseable {

    static final String AUDIENCE = "https://gate.example";
    private static final String WORKFLOW = ".github/workflows/deploy.yml";

    final Clock clock = Clock.systemUTC();
    final GitHubStandIn github = GitHubStandIn.start(clock);
    final SlackApp app = SlackApp.fresh("Approval Gate");
    final SlackStandIn slack = SlackStandIn.start(StandInSetup.of(SlackWorkspace.withRoles(app), clock));
    final Account author = github.user(1001, "author");
    final Repo repo = github.repository("acme/payments", 4242, true);
    private final Path dir;

    Installation(Path dir) throws IOException {
        this.dir = dir;
        repo.commit(
                author, "Begin", FileEdit.put(WORKFLOW, "on: push\n"), FileEdit.put("src/App.java", "class App {}\n"));
        Files.writeString(policy(), """
                version: 1
                people:
                  - { id: author, name: Author, accounts: { slack: TEAM/U0AUTHOR001, github: REALM/1001 } }
                  - { id: approver-1, name: Approver One, accounts: { slack: TEAM/U0APPROVER1, github: REALM/1002 } }
                groups:
                  payments-team: [author, approver-1]
                identities:
                  - id: payments-deploy
                    issuer: ISSUER
                    project: 4242
                    pipeline: .github/workflows/deploy.yml
                    owner: payments-team
                    actions: [deploy]
                    environments: [production]
                    scopes: ["deploy:payments"]
                rules:
                  - id: production
                    identities: [payments-deploy]
                    environments: [production]
                    approvals: { from: [payments-team], count: 1 }
                    accepts: [incomplete_change, unmapped_authors]
                    deadline: 8h
                    token: { lifetime: 15m, validity: 1h, audience: https://deploy.example.com, max_jobs: 1 }
                    channels: [slack:C0DEPLOY001]
                """.replace("TEAM", slack.workspace().teamId())
                .replace("REALM", github.base().getHost())
                .replace("ISSUER", github.oidc().issuer().toString()));
    }

    Path policy() {
        return dir.resolve("policy.yaml");
    }

    Path store() {
        return dir.resolve("gate.db");
    }

    GateSettings settings() {
        return settings(0);
    }

    GateSettings settings(int port) {
        return new GateSettings(
                URI.create("http://127.0.0.1:" + port),
                new Listen("127.0.0.1", port),
                new Listen("127.0.0.1", 0),
                store(),
                policy(),
                "ES256",
                KeySettings.USUAL,
                new SlackSettings(
                        slack.workspace().teamId(),
                        null,
                        slack.base(),
                        SlackSettings.Mode.HTTP,
                        Secret.of(app.botToken()),
                        List.of(Secret.of(app.signingSecret())),
                        null,
                        slack.apiBase()),
                new GithubSettings(
                        github.app().id(),
                        Secret.of(github.app().privateKeyPem()),
                        List.of(Secret.of(github.app().webhookSecret())),
                        github.base(),
                        github.base(),
                        GithubSettings.Mode.WEBHOOK,
                        true,
                        github.oidc().issuer().toString(),
                        new GithubSettings.Client(
                                github.app().clientId(), Secret.of(github.app().clientSecret()))),
                List.of(IssuerSettings.github(github.oidc().issuer().toString(), AUDIENCE)),
                List.of(),
                Duration.ofHours(24),
                Secret.of("an installation key of the tests, 0123456789"),
                Map.of());
    }

    /** Lets GitHub and Slack call a gate. */
    void connect(GateServer gate) {
        github.webhookUrl(URI.create(gate.publicUrl() + "/webhooks/github"));
        slack.target(
                URI.create(gate.publicUrl() + "/slack/interactions"), URI.create(gate.publicUrl() + "/slack/commands"));
    }

    Job deploy() {
        var commit = repo.commit(author, "Change the app", FileEdit.put("src/App.java", "class App { int i; }\n"));
        return github.startRun(repo, WORKFLOW, commit.sha(), author).job("deploy", "production");
    }

    @Override
    public void close() {
        slack.close();
        github.close();
    }
}
