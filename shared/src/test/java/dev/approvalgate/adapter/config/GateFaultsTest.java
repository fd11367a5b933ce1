package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed settings, each with exactly what is said of them. */
class GateFaultsTest {

    @TempDir
    Path folder;

    /** A change to the minimal settings, and the faults that follow. */
    private static Arguments change(String what, String by, String... faults) {
        if (!GateTexts.MINIMAL.contains(what)) {
            throw new IllegalArgumentException("the settings do not contain " + what);
        }
        return Arguments.of(GateTexts.MINIMAL.replace(what, by), List.of(faults));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                change("public_url: https://gate.example.com\n", "", "gate.yaml:1:1: public_url: is missing; add it"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: http://gate.example.com",
                        "gate.yaml:1:13: public_url: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: gate.example.com",
                        "gate.yaml:1:13: public_url: is not a URL; write one such as https://example.com"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com/gate",
                        "gate.yaml:1:13: public_url: must have no path; write scheme, host and port only"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://user:pass@gate.example.com",
                        "gate.yaml:1:13: public_url: must have no user, query or fragment; write scheme, host and path only"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: ftp://gate.example.com",
                        "gate.yaml:1:13: public_url: is not a URL; write one such as https://example.com"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\npublicurl: x",
                        "gate.yaml:2:1: publicurl: unknown key; did you mean \"public_url\"?"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\nlisten: 0.0.0.0",
                        "gate.yaml:2:9: listen: \"0.0.0.0\" is not of the right form; it must be host:port such as 0.0.0.0:8080, or a port"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\nlisten: 0.0.0.0:99999",
                        "gate.yaml:2:9: listen: has a port above 65535; choose a port up to 65535"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\nlisten: 9464",
                        "gate.yaml:1:1: admin_listen: has the same port as listen; choose another"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\nlinking: { delay: 31d }",
                        "gate.yaml:2:19: linking.delay: must be from 0s to 30d; choose a duration in between"),
                change(
                        "  app_id: 12345",
                        "  app_id: 12345\n  client_id: Iv23liABCDEFGHIJKLMN",
                        "gate.yaml:8:3: github.client_secret: is missing; people link accounts with both; add it, or remove the other"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntargets: [{ id: a, secret: { env: SLACK_BOT_TOKEN } }]",
                        "gate.yaml:2:28: targets[0].secret: what it refers to has fewer than 32 characters; make one with: openssl rand -base64 32"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntargets: [{ id: a, secret: { env: GATE_KEY } }, { id: a, secret: { env: GATE_KEY } }]",
                        "gate.yaml:2:55: targets[1].id: the target \"a\" is there twice, first in line 2; rename or remove one"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntoken_algorithm: HS256",
                        "gate.yaml:2:18: token_algorithm: \"HS256\" is not known here; did you mean \"ES256\"?"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntokens: { rotate_every: 1d, publish_ahead: 5m }",
                        "gate.yaml:2:25: tokens.rotate_every: must be from 2d to 400d; choose a duration in between",
                        "gate.yaml:2:44: tokens.publish_ahead: must be from 2h to 30d; choose a duration in between"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntokens: { rotate_every: 2d, publish_ahead: 48h }",
                        "gate.yaml:2:44: tokens.publish_ahead: a key is published (2d) for a shorter time than it signs (2d); shorten it, or lengthen rotate_every"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntoken_signer: { command: [sign], public_jwk: none.jwk }",
                        "gate.yaml:2:26: token_signer.command: does not begin with the whole path of a program; write [/path/to/program, argument, ...]; no shell reads it",
                        "gate.yaml:2:46: token_signer.public_jwk: there is no such file; create it, or name another"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\ntoken_algorithm: none",
                        "gate.yaml:2:18: token_algorithm: \"none\" is not known here; known values are ES256, RS256"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\nstore: ",
                        "gate.yaml:2:7: store: has no value; write a text"),
                change(
                        "public_url: https://gate.example.com",
                        "public_url: https://gate.example.com\npolicy: [policy.yaml]",
                        "gate.yaml:2:9: policy: must be a text, not a list; write a text"),
                change(
                        "team: T0123ABCD",
                        "team: example",
                        "gate.yaml:3:9: slack.team: \"example\" is not of the right form; it must be the team's id (not its name), such as T0123ABCD"),
                change(
                        "team: T0123ABCD",
                        "team: T0123ABCD\n  app: gate",
                        "gate.yaml:4:8: slack.app: \"gate\" is not of the right form; it must be the app's id (not its name), such as A0123ABCD"),
                change(
                        "workspace_url: https://example.slack.com",
                        "workspace_url: http://example.slack.com",
                        "gate.yaml:4:18: slack.workspace_url: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "workspace_url: https://example.slack.com",
                        "workspace_url: https://example.slack.com\n  api_url: http://slack.com/api/",
                        "gate.yaml:5:12: slack.api_url: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "  workspace_url: https://example.slack.com\n",
                        "",
                        "gate.yaml:3:3: slack.workspace_url: is missing; add it"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: xoxb-1",
                        "gate.yaml:5:14: slack.bot_token: a secret must not stand in this file, which is copied, shown and versioned; write { env: NAME } or { file: path }; if a real secret stood here, replace it by a new one"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { env: SLACK_APP_TOKEN }",
                        "gate.yaml:5:14: slack.bot_token: what it refers to does not begin with xoxb-; use the app's Bot User OAuth Token"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { env: NOT_SET }",
                        "gate.yaml:5:21: slack.bot_token.env: the environment variable NOT_SET is not set; set it, or name another"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { env: BLANK }",
                        "gate.yaml:5:21: slack.bot_token.env: the environment variable BLANK is not set; set it, or name another"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { env: slack_bot_token }",
                        "gate.yaml:5:21: slack.bot_token.env: is not the name of an environment variable; write its name in capitals, such as SLACK_BOT_TOKEN; the secret itself does not belong here"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { env: SLACK_BOT_TOKEN, file: token }",
                        "gate.yaml:5:14: slack.bot_token: needs either env or file; write { env: NAME } or { file: path }"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: {}",
                        "gate.yaml:5:14: slack.bot_token: needs either env or file; write { env: NAME } or { file: path }"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { environment: SLACK_BOT_TOKEN }",
                        "gate.yaml:5:16: slack.bot_token: unknown key; known keys are env, file"),
                change(
                        "bot_token: { env: SLACK_BOT_TOKEN }",
                        "bot_token: { file: . }",
                        "gate.yaml:5:22: slack.bot_token.file: is a directory; name a file (a relative path begins at the folder of this file)"),
                change(
                        "  bot_token: { env: SLACK_BOT_TOKEN }\n",
                        "",
                        "gate.yaml:3:3: slack.bot_token: is missing; add it"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "",
                        "gate.yaml:3:3: slack.signing_secrets: is missing; in mode http Slack's calls are checked with it; add it, or use mode: socket"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "  mode: socket\n",
                        "gate.yaml:3:3: slack.app_token: is missing; mode socket connects with it; add it, or use mode: http"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "  signing_secrets: []\n",
                        "gate.yaml:6:20: slack.signing_secrets: is an empty list; name at least one"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "  signing_secrets: [{ env: SLACK_SIGNING_SECRET }, { env: SLACK_SIGNING_SECRET }]\n",
                        "gate.yaml:6:52: slack.signing_secrets[1]: is in the list twice; remove one"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "  signing_secrets: [{ env: SLACK_SIGNING_SECRET }, { env: SLACK_OLD_SECRET }, { env: GITHUB_SECRET }]\n",
                        "gate.yaml:6:20: slack.signing_secrets: has more than two secrets; keep the newest two"),
                change(
                        "  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "  mode: sockets\n  signing_secrets: { env: SLACK_SIGNING_SECRET }\n",
                        "gate.yaml:6:9: slack.mode: \"sockets\" is not known here; did you mean \"socket\"?"),
                change(
                        "app_id: 12345",
                        "app_id: Iv1.0123456789",
                        "gate.yaml:8:11: github.app_id: \"Iv1.0123456789\" is not of the right form; it must be the App's number, from its settings page"),
                change(
                        "app_id: 12345",
                        "app_id: -1",
                        "gate.yaml:8:11: github.app_id: \"-1\" is not of the right form; it must be the App's number, from its settings page"),
                change("  app_id: 12345\n", "", "gate.yaml:8:3: github.app_id: is missing; add it"),
                change(
                        "private_key: { env: GITHUB_KEY }",
                        "private_key: { env: GITHUB_SECRET }",
                        "gate.yaml:9:16: github.private_key: what it refers to is no private key in PEM; use the file that the App's settings page gives under \"Private keys\""),
                change(
                        "private_key: { env: GITHUB_KEY }",
                        "private_key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIE\n",
                        "gate.yaml:9:16: github.private_key: a secret must not stand in this file, which is copied, shown and versioned; write { env: NAME } or { file: path }; if a real secret stood here, replace it by a new one"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "",
                        "gate.yaml:8:3: github.webhook_secrets: is missing; in mode webhook GitHub's calls are checked with it; add it, or use mode: pull"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "  webhook_secrets: { env: GITHUB_SECRET }\n  api_url: https://github.internal\n",
                        "gate.yaml:8:3: github.web_url: is missing; add it",
                        "gate.yaml:8:3: github.oidc_issuer: is missing; add it"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "  webhook_secrets: { env: GITHUB_SECRET }\n  check_runs: yes\n",
                        "gate.yaml:11:15: github.check_runs: must be true or false, not a text; write true or false"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "  webhook_secrets: { env: GITHUB_SECRET }\n  mode: poll\n",
                        "gate.yaml:11:9: github.mode: \"poll\" is not known here; did you mean \"pull\"?"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "  webhook_secret: { env: GITHUB_SECRET }\n",
                        "gate.yaml:8:3: github.webhook_secrets: is missing; in mode webhook GitHub's calls are checked with it; add it, or use mode: pull",
                        "gate.yaml:10:3: github.webhook_secret: unknown key; did you mean \"webhook_secrets\"?"),
                change(
                        "  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "  webhook_secrets: { env: GITHUB_SECRET }\n  oidc_issuer: http://token.example.com\n",
                        "gate.yaml:11:16: github.oidc_issuer: must begin with https://; http is accepted on this machine only (localhost, 127.0.0.1, [::1])"),
                change(
                        "github:\n  app_id: 12345\n  private_key: { env: GITHUB_KEY }\n  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "",
                        "gate.yaml:1:1: github: is missing; nobody could ask for anything; add github or issuers"),
                change(
                        "slack:\n  team: T0123ABCD\n  workspace_url: https://example.slack.com\n  bot_token: { env: SLACK_BOT_TOKEN }\n  signing_secrets: { env: SLACK_SIGNING_SECRET }\ngithub:",
                        "github:\n  check_runs: false",
                        "gate.yaml:1:1: slack: is missing; nobody could approve anything; add slack, or github with check_runs: true"),
                change(
                        "slack:\n  team: T0123ABCD\n  workspace_url: https://example.slack.com\n  bot_token: { env: SLACK_BOT_TOKEN }\n  signing_secrets: { env: SLACK_SIGNING_SECRET }\ngithub:\n  app_id: 12345\n  private_key: { env: GITHUB_KEY }\n  webhook_secrets: { env: GITHUB_SECRET }\n",
                        "",
                        "gate.yaml:1:1: github: is missing; nobody could ask for anything; add github or issuers",
                        "gate.yaml:1:1: slack: is missing; nobody could approve anything; add slack, or github with check_runs: true"),
                change("slack:", "slak:", "gate.yaml:2:1: slak: unknown key; did you mean \"slack\"?"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Path file = TextFiles.write(folder.resolve("gate.yaml"), text);

        ConfigProblem problem =
                catchThrowableOfType(ConfigProblem.class, () -> GateFile.read(file, GateTexts.ENVIRONMENT));

        assertThat(problem.getMessage().replace(folder + "/", "").lines()).isEqualTo(faults);
    }
}
