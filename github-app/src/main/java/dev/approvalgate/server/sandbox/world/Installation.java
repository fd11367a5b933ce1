package dev.approvalgate.server.sandbox.world;

import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The files of one installation of the gate, with fresh keys: {@code gate.yaml}, {@code policy.yaml}, secrets, and a store of its own. All
 * that they can reach are the stand-ins.
 *
 * @param folder where they lie
 * @param url the gate's public address
 */
public record Installation(Path folder, URI url) {

    /** The only audience that identity tokens for the gate may name. */
    public static final String GATE_AUDIENCE = "https://gate.acme.example";

    /** The audience of deploy tokens. */
    public static final String DEPLOY_AUDIENCE = "https://deploy.acme.example";

    private static final int KEY_BYTES = 32;

    private static final String BREAK_GLASS = """
                # Where two must agree, whoever is on call may go ahead in an emergency; the team looks at it afterwards.
                break_glass: { from: [operations], lifetime: 5m, review_within: 24h, reviewers: [payments-team] }
            """;

    /**
     * How events reach the gate.
     *
     * @param socket Slack through a socket that the gate opens, else signed over HTTP
     * @param pull GitHub's deliveries fetched by the gate, else posted as webhooks
     */
    public record Ways(boolean socket, boolean pull) {}

    /**
     * Writes the files.
     *
     * @throws UncheckedIOException where the folder cannot be written, or holds an installation already
     */
    public static Installation write(Path folder, SlackStandIn slack, GitHubStandIn github, Ways ways) {
        try {
            Files.createDirectories(folder);
            Installation made = new Installation(folder, URI.create("http://127.0.0.1:" + FreePort.find()));
            made.secrets(slack.workspace().app(), github);
            made.put("policy.yaml", policy(slack.workspace().teamId(), github));
            made.put("gate.yaml", made.gate(slack, github, ways));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return gate.yaml} */
    public Path config() {
        return folder.resolve("gate.yaml");
    }

    /** {@return the ledger's file} */
    public Path store() {
        return folder.resolve("gate.db");
    }

    private void secrets(SlackApp app, GitHubStandIn github) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        put("gate.key", Base64.getEncoder().encodeToString(key));
        put("slack-bot-token", app.botToken());
        put("slack-signing-secret", app.signingSecret());
        put("slack-app-token", app.appToken());
        put("github-app.pem", github.app().privateKeyPem());
        put("github-webhook-secret", github.app().webhookSecret());
        put("github-client-secret", github.app().clientSecret());
    }

    private String gate(SlackStandIn slack, GitHubStandIn github, Ways ways) {
        return """
                # Written by the sandbox. Everything that it reaches is on this machine.
                public_url: %s
                listen: 127.0.0.1:%d
                admin_listen: 127.0.0.1:%d
                store: gate.db
                policy: policy.yaml
                token_algorithm: ES256
                # Nobody wants to wait a day here.
                linking: { delay: 0s }
                slack:
                  team: %s
                  app: %s
                  workspace_url: %s
                  api_url: %s
                  mode: %s
                  bot_token: { file: slack-bot-token }
                  signing_secrets: [{ file: slack-signing-secret }]
                  app_token: { file: slack-app-token }
                github:
                  app_id: %d
                  private_key: { file: github-app.pem }
                  webhook_secrets: [{ file: github-webhook-secret }]
                  client_id: %s
                  client_secret: { file: github-client-secret }
                  api_url: %s
                  web_url: %s
                  mode: %s
                  check_runs: true
                  oidc_issuer: %s
                issuers:
                  - { issuer: "%s", audience: "%s" }
                """.formatted(
                        url,
                        url.getPort(),
                        FreePort.find(),
                        slack.workspace().teamId(),
                        slack.workspace().app().appId(),
                        slack.base(),
                        slack.apiBase(),
                        ways.socket() ? "socket" : "http",
                        github.app().id(),
                        github.app().clientId(),
                        github.base(),
                        github.base(),
                        ways.pull() ? "pull" : "webhook",
                        github.oidc().issuer(),
                        github.oidc().issuer(),
                        GATE_AUDIENCE);
    }

    private static String policy(String team, GitHubStandIn github) {
        StringBuilder people = new StringBuilder();
        for (Role role : Role.values()) {
            people.append("  - { id: %s, name: %s, accounts: { slack: %s/%s, github: \"%s/%d\" } }%n"
                    .formatted(
                            role.id(),
                            role.shown(),
                            team,
                            role.slack(),
                            github.base().getHost(),
                            role.github().id()));
        }
        people.append("  - { id: %s, name: Newcomer, accounts: { github: \"%s/%d\" } }%n"
                .formatted(Newcomer.ID, github.base().getHost(), Newcomer.GITHUB.id()));
        return """
                # Written by the sandbox: who may say yes to what.
                version: 1
                people:
                %sgroups:
                  payments-team: [author, approver-1, approver-2, newcomer]
                  operations: [on-call]
                identities:
                  - id: payments
                    issuer: %s
                    project: %d
                    pipeline: %s
                    owner: payments-team
                    state: active
                    actions: [deploy]
                    environments: [%s, %s]
                    scopes: ["deploy:payments"]
                rules:
                %s%s""".formatted(
                        people,
                        github.oidc().issuer(),
                        Payments.ID,
                        Payments.WORKFLOW,
                        Payments.PRODUCTION,
                        Payments.PRODUCTION_EU,
                        rule(Payments.PRODUCTION, 1, ""),
                        rule(Payments.PRODUCTION_EU, 2, BREAK_GLASS));
    }

    private static String rule(String environment, int approvers, String more) {
        return """
                  - id: %s
                    identities: [payments]
                    environments: [%s]
                    approvals: { from: [payments-team], count: %d }
                    # A first deployment has nothing to be compared with.
                    accepts: [incomplete_change]
                    vote_reason: on_reject
                    deadline: 8h
                    reminder: 1h
                    token: { lifetime: 15m, validity: 1h, audience: "%s", max_jobs: 1 }
                    channels: ["slack:%s"]
                %s""".formatted(environment, environment, approvers, DEPLOY_AUDIENCE, SlackWorkspace.DEPLOYMENTS, more);
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        // Created anew, and readable by nobody else, before the first byte is in it.
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, owner);
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }
}
