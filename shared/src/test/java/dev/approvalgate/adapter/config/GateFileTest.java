package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.adapter.config.ConfigProblem.Fault;
import dev.approvalgate.adapter.config.GateSettings.Listen;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.Programs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateFileTest {

    @TempDir
    Path folder;

    @Test
    void everyKeyIsMapped() throws Exception {
        secretFile("app.pem", GateTexts.PEM + "\n", "rw-------");
        Files.writeString(folder.resolve("hsm.jwk"), "{}");

        GateSettings settings = read(GateTexts.FULL);

        assertThat(settings)
                .isEqualTo(new GateSettings(
                        URI.create("https://gate.example.com:8443"),
                        new Listen("::", 9000),
                        new Listen("10.0.0.1", 9001),
                        folder.resolve("data/ledger.db"),
                        Path.of("/etc/gate/policy.yaml"),
                        "RS256",
                        new KeySettings(
                                Duration.ofDays(7),
                                Duration.ofHours(3),
                                new KeySettings.Signer(List.of("/usr/bin/hsm", "sign"), "RS256", "{}")),
                        new SlackSettings(
                                "T0123ABCD",
                                "A0123ABCD",
                                URI.create("https://example.slack.com"),
                                SlackSettings.Mode.SOCKET,
                                Secret.of("xoxb-bot"),
                                List.of(Secret.of("signing-new"), Secret.of("signing-old")),
                                Secret.of("xapp-app"),
                                URI.create("http://127.0.0.1:9/api/")),
                        new GithubSettings(
                                12345,
                                Secret.of(GateTexts.PEM),
                                List.of(Secret.of("webhook-new"), Secret.of("webhook-old")),
                                URI.create("https://GitHub.example.com:8443/api/v3"),
                                URI.create("https://www.example.com"),
                                GithubSettings.Mode.PULL,
                                false,
                                "https://oidc.example.com/",
                                new GithubSettings.Client("Iv23liABCDEFGHIJKLMN", Secret.of("client-secret"))),
                        List.of(
                                new IssuerSettings(
                                        "https://ci.example.com",
                                        "approval-gate",
                                        IssuerSettings.Kind.GENERIC,
                                        new IssuerSettings.Claims(
                                                "repo", "file", "build", "try", "target", "rev", "step"),
                                        null),
                                IssuerSettings.github("https://oidc.example.com/", "for-github")),
                        List.of(new TargetSettings("payments-api", List.of(Secret.of(GateTexts.TARGET)))),
                        Duration.ZERO,
                        Secret.of(GateTexts.ENVIRONMENT.get("GATE_KEY")),
                        settings.written()));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        GateSettings settings = read(GateTexts.MINIMAL);

        assertThat(settings)
                .isEqualTo(new GateSettings(
                        URI.create("https://gate.example.com"),
                        new Listen("127.0.0.1", 8080),
                        new Listen("127.0.0.1", 9464),
                        folder.resolve("gate.db"),
                        folder.resolve("policy.yaml"),
                        "ES256",
                        KeySettings.USUAL,
                        new SlackSettings(
                                "T0123ABCD",
                                null,
                                URI.create("https://example.slack.com"),
                                SlackSettings.Mode.HTTP,
                                Secret.of("xoxb-bot"),
                                List.of(Secret.of("signing-new")),
                                null,
                                URI.create("https://slack.com/api/")),
                        new GithubSettings(
                                12345,
                                Secret.of(GateTexts.PEM),
                                List.of(Secret.of("webhook-new")),
                                URI.create("https://api.github.com"),
                                URI.create("https://github.com"),
                                GithubSettings.Mode.WEBHOOK,
                                true,
                                "https://token.actions.githubusercontent.com",
                                null),
                        List.of(IssuerSettings.github(
                                "https://token.actions.githubusercontent.com", "https://gate.example.com")),
                        List.of(),
                        Duration.ofHours(24),
                        Secret.of(GateTexts.ENVIRONMENT.get("GATE_KEY")),
                        settings.written()));
    }

    @Test
    void threat20_whatTheFileSaysIsToldForTheRecordWithoutWhatMayBeSecret() throws Exception {
        secretFile("app.pem", GateTexts.PEM + "\n", "rw-------");
        Files.writeString(folder.resolve("hsm.jwk"), "{}");

        Map<String, String> written = read(GateTexts.FULL.replace(
                        "[/usr/bin/hsm, sign]", "[/usr/bin/hsm, --pin, '77']"))
                .written();

        assertThat(written)
                .containsEntry("issuers[1].audience", "for-github")
                .containsEntry("slack.bot_token.env", "SLACK_BOT_TOKEN")
                .containsEntry("slack.signing_secrets[1].env", "SLACK_OLD_SECRET")
                .containsEntry("github.private_key.file", "app.pem")
                .containsEntry("token_signer.command[0]", "/usr/bin/hsm")
                .containsEntry("token_signer.command[2]", "…");
        List<String> secrets = GateTexts.ENVIRONMENT.values().stream()
                .filter(secret -> !secret.isBlank())
                .toList();
        assertThat(written.values()).doesNotContain("77").doesNotContainAnyElementsOf(secrets);
    }

    @Test
    void anEnterpriseServerBringsItsOwnPagesAndIssuer() throws Exception {
        GithubSettings github = read(GateTexts.MINIMAL + "  api_url: https://github.example.com/api/v3\n")
                .github();

        assertThat(github.webUrl()).isEqualTo(URI.create("https://github.example.com"));
        assertThat(github.oidcIssuer()).isEqualTo("https://github.example.com/_services/token");
    }

    @Test
    void theModesWithoutAPublicAddressNeedNoSecretsOfCallbacks() throws Exception {
        GateSettings settings = read(GateTexts.MINIMAL
                .replace(
                        "signing_secrets: { env: SLACK_SIGNING_SECRET }",
                        "mode: socket\n  app_token: { env: SLACK_APP_TOKEN }")
                .replace("webhook_secrets: { env: GITHUB_SECRET }", "mode: pull"));

        assertThat(settings.slack().signingSecrets()).isEmpty();
        assertThat(settings.github().webhookSecrets()).isEmpty();
    }

    @Test
    void theKeyOfTheInstallationMayBeInAFile() throws Exception {
        Path key = secretFile("gate.key", "fedcba9876543210fedcba9876543210\n", "rw-------");
        var environment = new HashMap<>(GateTexts.ENVIRONMENT);
        environment.remove("GATE_KEY");
        environment.put("GATE_KEY_FILE", key.toString());

        assertThat(GateFile.read(write(GateTexts.MINIMAL), environment).gateKey())
                .isEqualTo(Secret.of("fedcba9876543210fedcba9876543210"));
    }

    @Test
    void theKeyOfTheInstallationMayComeFromAProgram() throws Exception {
        var environment = new HashMap<>(GateTexts.ENVIRONMENT);
        environment.remove("GATE_KEY");
        environment.put("GATE_KEY_COMMAND", " /bin/vault  read key ");
        Programs programs = (command, input) -> {
            assertThat(command).containsExactly("/bin/vault", "read", "key");
            return "fedcba9876543210fedcba9876543210\n".getBytes(StandardCharsets.UTF_8);
        };

        assertThat(GateFile.read(write(GateTexts.MINIMAL), environment, programs)
                        .gateKey())
                .isEqualTo(Secret.of("fedcba9876543210fedcba9876543210"));
        assertThat(keyFaults(Map.of("GATE_KEY_COMMAND", "/bin/vault secret")))
                .containsExactly(
                        "environment: GATE_KEY_COMMAND: the program is not run here; run it by hand to see why");
        for (String relative : List.of("vault read key", "./vault", "bin/vault")) {
            assertThat(keyFaults(Map.of("GATE_KEY_COMMAND", relative)))
                    .containsExactly("environment: GATE_KEY_COMMAND: does not begin with the whole path of a program;"
                            + " write /path/to/program argument ...");
        }
        assertThat(keyFaults(Map.of("GATE_KEY", "a", "GATE_KEY_COMMAND", "b")))
                .containsExactly("environment: GATE_KEY: is set, and GATE_KEY_COMMAND too; set one of them");
    }

    @Test
    void theKeyOfTheInstallationIsRequiredOnce() throws Exception {
        Path open = secretFile("open.key", "fedcba9876543210fedcba9876543210\n", "rw-r--r--");

        assertThat(keyFaults(Map.of()))
                .containsExactly("environment: GATE_KEY: is not set; set it, or GATE_KEY_FILE to a file that holds it, "
                        + "or GATE_KEY_COMMAND to a program that prints it; make one with: openssl rand -base64 32");
        assertThat(keyFaults(Map.of("GATE_KEY", "a", "GATE_KEY_FILE", "b")))
                .containsExactly("environment: GATE_KEY: is set, and GATE_KEY_FILE too; set one of them");
        assertThat(keyFaults(Map.of("GATE_KEY_FILE", folder.resolve("none").toString())))
                .containsExactly("environment: GATE_KEY_FILE: there is no such file; create it, or name another");
        assertThat(keyFaults(Map.of("GATE_KEY_FILE", open.toString())))
                .containsExactly("environment: GATE_KEY_FILE: others than its owner may read or write the file; "
                        + "restrict it: chmod 600");
    }

    @Test
    void aSecretsFileMustBeItsOwnersAlone() throws Exception {
        String text = GateTexts.MINIMAL.replace("{ env: GITHUB_SECRET }", "{ file: secret }");
        String place = "gate.yaml:10:28: github.webhook_secrets.file: ";
        String folderHint = " (a relative path begins at the folder of this file)";

        assertThat(faults(text))
                .containsExactly(place + "there is no such file; create it, or name another" + folderHint);
        secretFile("secret", "webhook", "rw-r-----");
        assertThat(faults(text))
                .containsExactly(place + "others than its owner may read or write the file; restrict it: chmod 600"
                        + folderHint);
        secretFile("secret", " \n", "rw-------");
        assertThat(faults(text)).containsExactly(place + "the file is empty; write the secret into it" + folderHint);
        secretFile("secret", "webhook\n", "r--------");
        assertThat(read(text).github().webhookSecrets()).containsExactly(Secret.of("webhook"));
    }

    @Test
    void noFaultQuotesASecretWhereverItWasWritten() {
        String secret = "xoxb-1234-VERY-secret";
        List<String> forms = List.of(
                secret,
                "[" + secret + "]",
                "{ " + secret + ": }",
                "{ " + secret + ": 1, " + secret + ": 2 }",
                "{ env: " + secret + " }",
                "{ file: " + secret + " }",
                "{ value: " + secret + " }",
                "{ env: [" + secret + "] }",
                "{ env: { " + secret + ": 1 } }",
                "&" + secret + " x",
                "*" + secret,
                "!" + secret,
                "!" + secret + "!x y",
                "\"" + secret,
                "{ " + secret);
        for (String form : forms) {
            List<String> faults = faults(GateTexts.MINIMAL.replace("{ env: SLACK_BOT_TOKEN }", form));
            assertThat(faults).as(form).isNotEmpty().noneMatch(fault -> fault.contains("VERY"));
        }
    }

    private List<String> keyFaults(Map<String, String> key) {
        var environment = new HashMap<>(GateTexts.ENVIRONMENT);
        environment.remove("GATE_KEY");
        environment.putAll(key);
        return faults(GateTexts.MINIMAL, environment);
    }

    private List<String> faults(String text) {
        return faults(text, GateTexts.ENVIRONMENT);
    }

    private List<String> faults(String text, Map<String, String> environment) {
        Path file = write(text);
        return catchThrowableOfType(ConfigProblem.class, () -> GateFile.read(file, environment)).faults().stream()
                .map(Fault::toString)
                .map(fault -> fault.replace(folder + "/", ""))
                .toList();
    }

    private GateSettings read(String text) {
        return GateFile.read(write(text), GateTexts.ENVIRONMENT);
    }

    private Path write(String text) {
        return TextFiles.write(folder.resolve("gate.yaml"), text);
    }

    private Path secretFile(String name, String text, String permissions) throws Exception {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        TextFiles.write(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
