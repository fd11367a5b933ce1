package dev.approvalgate.journeys.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Rule.Finding;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Installation;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import dev.approvalgate.server.sandbox.world.Payments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/quickstart.md} tells people to copy works when it is copied. */
class QuickstartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path dir = Path.of("");

    /** {@return the page's YAML block that holds a text} */
    private static String yaml(String holding) throws IOException {
        return Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(Project.root().resolve("docs/quickstart.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(text -> text.contains(holding))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block with " + holding));
    }

    @Test
    void thePolicyIsWellFormedAndAcceptsAFirstDeployment() throws IOException {
        Policy policy = PolicyFile.parse(yaml("version: 1"), Policy.Origin.file("quickstart.md"), new CelConditions());

        assertThat(policy.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.findings().accepts()).containsExactly(Finding.INCOMPLETE_CHANGE);
            assertThat(((Requirement.Approvals) rule.requirement()).count()).isEqualTo(1);
        });
    }

    @Test
    void theSettingsAreWellFormed() throws IOException {
        Path file = Files.writeString(dir.resolve("gate.yaml"), yaml("public_url:"));
        secret("github-app.pem", "-----BEGIN RSA PRIVATE KEY-----");
        secret("github-webhook-secret", "s");
        secret("gate.key", "k");

        GateSettings settings = GateFile.read(
                file, Map.of("GATE_KEY_FILE", "gate.key", "SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET", "s"));

        assertThat(settings.issuers()).singleElement().satisfies(issuer -> {
            assertThat(issuer.issuer()).isEqualTo("https://token.actions.githubusercontent.com");
            assertThat(issuer.audience()).isEqualTo("https://gate.example.com");
        });
    }

    private void secret(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
        Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Needs({Tool.BASH, Tool.CURL, Tool.JQ})
    void theWorkflowsScriptGetsAToken() throws Exception {
        try (Sandbox sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC())) {
            Job job = sandbox.payments().deploy(sandbox.payments().firstRelease(), Payments.PRODUCTION);
            approve(sandbox, job);

            Program.Result result = Program.of(List.of("bash", "-c", script()))
                    .in(deployer())
                    .with(Map.of(
                            "GATE", sandbox.gateUrl().toString(),
                            "AUDIENCE", Installation.GATE_AUDIENCE,
                            "ACTIONS_ID_TOKEN_REQUEST_URL", job.idTokenUrl().toString(),
                            "ACTIONS_ID_TOKEN_REQUEST_TOKEN", job.runnerToken()))
                    .run("", PATIENCE);

            assertThat(result.status()).as(result.tail()).isZero();
            assertThat(result.out()).startsWith("::add-mask::");
            JsonNode claims = claims(Files.readString(dir.resolve("token")));
            assertThat(claims.path("iss").asText()).isEqualTo(sandbox.gateUrl().toString());
            assertThat(claims.path("scope").asText()).isEqualTo("deploy:payments");
            assertThat(claims.path("aud").asText()).isEqualTo(Installation.DEPLOY_AUDIENCE);
            claims.fieldNames().forEachRemaining(QuickstartTest::isDescribed);
        }
    }

    /** The step's script, for a gate that is not reached at its audience. */
    private static String script() throws IOException {
        String step = yaml("permissions:");
        return step.substring(step.indexOf("run: |") + "run: |".length())
                .stripIndent()
                .replace("audience=$GATE", "audience=$AUDIENCE");
    }

    private Path deployer() throws IOException {
        Path deploy = Files.writeString(dir.resolve("deploy.sh"), "#!/bin/sh\nprintf '%s' \"$DEPLOY_TOKEN\" >token\n");
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        return dir;
    }

    private static void approve(Sandbox sandbox, Job job) {
        await().atMost(PATIENCE)
                .until(() ->
                        !sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
        SlackMessage message =
                sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).get(0);
        String approve = Pattern.compile("\"action_id\":\"([^\"]*approve[^\"]*)\"")
                .matcher(message.blocks().toString())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        sandbox.slack().click(SlackWorkspace.APPROVER_1, message.ts(), approve);
        await().atMost(PATIENCE).until(() -> job.state() == JobState.IN_PROGRESS);
    }

    private static JsonNode claims(String jwt) throws IOException {
        return new JsonMapper()
                .readTree(new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static void isDescribed(String claim) {
        try {
            assertThat(Files.readString(Project.root().resolve("docs/reference.md")))
                    .containsPattern("(?m)^\\| (?:`\\w+`, )*`" + claim + "`(?:, `\\w+`)* \\|");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
