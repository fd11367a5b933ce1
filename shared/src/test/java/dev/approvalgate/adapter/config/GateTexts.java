package dev.approvalgate.adapter.config;

import java.util.Map;

/** Settings for tests. */
final class GateTexts {

    static final String PEM = "-----BEGIN RSA PRIVATE KEY-----\nonly looks like a key\n-----END RSA PRIVATE KEY-----";

    static final String TARGET = "fedcba9876543210fedcba9876543210";

    /** Every variable that the files refer to. */
    static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("GATE_KEY", "0123456789abcdef0123456789abcdef"),
            Map.entry("SLACK_BOT_TOKEN", "xoxb-bot"),
            Map.entry("SLACK_APP_TOKEN", "xapp-app"),
            Map.entry("SLACK_SIGNING_SECRET", "signing-new"),
            Map.entry("SLACK_OLD_SECRET", "signing-old"),
            Map.entry("GITHUB_KEY", PEM),
            Map.entry("GITHUB_SECRET", "webhook-new"),
            Map.entry("GITHUB_OLD_SECRET", "webhook-old"),
            Map.entry("GITHUB_CLIENT_SECRET", "client-secret"),
            Map.entry("TARGET_SECRET", TARGET),
            Map.entry("BLANK", "  "));

    /** Says everything that has no default, and nothing else. */
    static final String MINIMAL = """
            public_url: https://gate.example.com
            slack:
              team: T0123ABCD
              workspace_url: https://example.slack.com
              bot_token: { env: SLACK_BOT_TOKEN }
              signing_secrets: { env: SLACK_SIGNING_SECRET }
            github:
              app_id: 12345
              private_key: { env: GITHUB_KEY }
              webhook_secrets: { env: GITHUB_SECRET }
            """;

    /** Says everything, nowhere the default. */
    static final String FULL = """
            public_url: https://gate.example.com:8443/
            listen: "[::]:9000"
            admin_listen: 10.0.0.1:9001
            store: data/ledger.db
            policy: /etc/gate/policy.yaml
            token_algorithm: RS256
            tokens: { rotate_every: 7d, publish_ahead: 3h }
            token_signer: { command: [/usr/bin/hsm, sign], algorithm: RS256, public_jwk: hsm.jwk }
            slack:
              team: T0123ABCD
              app: A0123ABCD
              workspace_url: https://example.slack.com/
              mode: socket
              bot_token: { env: SLACK_BOT_TOKEN }
              signing_secrets: [{ env: SLACK_SIGNING_SECRET }, { env: SLACK_OLD_SECRET }]
              app_token: { env: SLACK_APP_TOKEN }
              api_url: http://127.0.0.1:9/api
            github:
              app_id: "12345"
              private_key: { file: app.pem }
              webhook_secrets: [{ env: GITHUB_SECRET }, { env: GITHUB_OLD_SECRET }]
              api_url: https://GitHub.example.com:8443/api/v3/
              web_url: https://www.example.com
              mode: pull
              check_runs: false
              oidc_issuer: https://oidc.example.com/
              client_id: Iv23liABCDEFGHIJKLMN
              client_secret: { env: GITHUB_CLIENT_SECRET }
            linking: { delay: 0s }
            issuers:
              - issuer: https://ci.example.com
                audience: approval-gate
                kind: generic
                claims: { project: repo, pipeline: file, run: build, attempt: try, environment: target, commit: rev, job: step }
              - { issuer: https://oidc.example.com/, audience: for-github }
            targets: [{ id: payments-api, secret: { env: TARGET_SECRET } }]
            """;

    private GateTexts() {}
}
