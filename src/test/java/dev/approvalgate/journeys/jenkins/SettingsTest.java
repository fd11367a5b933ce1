package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An administrator's settings on a real controller: tried out, changed, recorded, and what is told where they are wrong. */
@NeedsJenkins
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettingsTest {

    private static final String TEST =
            "descriptorByName/io.jenkins.plugins.approvalgate.ApprovalGateConfiguration/test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TOLD = Pattern.compile("(?s)<strong>Approval Gate</strong>(.*?)</ul>");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static JenkinsScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = JenkinsScene.start(home, "deploy");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    private static Map<String, String> form(String... changes) {
        Map<String, String> form = new HashMap<>(Map.of(
                "policyFile", "approval-gate/policy.yaml",
                "serverUrl", "",
                "slackTeam", scene.slack().workspace().teamId(),
                "slackWorkspaceUrl", scene.slack().base().toString(),
                "slackApiUrl", scene.slack().apiBase().toString(),
                "slackBotTokenId", "slack-bot-token",
                "slackAppTokenId", "slack-way",
                "slackSigningSecretId", ""));
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return form;
    }

    private static String tried(String... changes) {
        Reply reply = scene.ada().submit(TEST, form(changes));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    @Test
    @Order(1)
    void theButtonTellsWhatWorksAndWhatDoesNot() throws IOException {
        assertThat(tried())
                .contains(" rules, 1 pipeline", "Slack bot token: ", "Slack channel ")
                .doesNotContain("class=\"error\"");
        assertThat(tried("policyFile", "none.yaml")).contains("class=\"error\"", "none.yaml");
        assertThat(tried("slackTeam", "")).contains("Slack is not used");
        assertThat(tried("slackAppTokenId", "")).contains("class=\"error\"", "Slack cannot reach the gate");
        assertThat(tried("slackBotTokenId", "nothing")).contains("class=\"error\"", "the id nothing");
        assertThat(tried("slackTeam", "T0OTHER")).contains("class=\"error\"", "but the Slack team says T0OTHER");
        assertThat(tried("serverUrl", "http://gate.example.com")).contains("class=\"error\"", "https address");
        assertThat(tried("serverUrl", "http://127.0.0.1:" + FreePort.find()))
                .contains("class=\"error\"", "does not answer");
        Files.writeString(
                home.resolve("stricter.yaml"),
                Files.readString(scene.policy()).replace("deadline: 8h", "deadline: 8h\n    assurance: server"));
        assertThat(tried("policyFile", "stricter.yaml")).contains("class=\"warning\"", "production");
    }

    @Test
    @Order(2)
    void threat29_theButtonIsForAdministratorsAndTakesNoLink() {
        assertThat(scene.ada().get(TEST + "?policyFile=none.yaml").status()).isEqualTo(404);
        assertThat(scene.ada().submitWithoutCrumb(TEST, form()).status()).isEqualTo(403);
        anonymousMayRead(true);
        Reply refused = scene.jenkins().client().submit(TEST, form());
        anonymousMayRead(false);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Authentication required");
    }

    /** Whoever signs in administers this controller; so who may only read is nobody in particular. */
    private static void anonymousMayRead(boolean may) {
        scene.ada().script("""
                def strategy = new hudson.security.FullControlOnceLoggedInAuthorizationStrategy()
                strategy.setAllowAnonymousRead(%s)
                jenkins.model.Jenkins.get().setAuthorizationStrategy(strategy)
                """.formatted(may));
    }

    private static void set(String setter, String value) {
        scene.ada().script("""
                def settings = io.jenkins.plugins.approvalgate.ApprovalGateConfiguration.get()
                settings.%s('%s')
                settings.save()
                """.formatted(setter, value));
    }

    private static void look() {
        scene.ada().script("io.jenkins.plugins.approvalgate.GateWatch.get().look()");
    }

    /** {@return what the page of administrators tells of the gate; empty for nothing} */
    private static String administration() {
        Matcher told = TOLD.matcher(scene.ada().get("manage/").body());
        return told.find() ? told.group(1) : "";
    }

    private static void awaitTold(String text) {
        await(text)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(administration()).contains(text));
    }

    private static List<JsonNode> recorded() throws IOException {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains("settings.changed"))
                .map(SettingsTest::payload)
                .toList();
    }

    private static JsonNode payload(String line) {
        try {
            JsonNode payload = JSON.readTree(line).path("payload");
            return payload.isTextual() ? JSON.readTree(payload.textValue()) : payload;
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    @Test
    @Order(3)
    void threat40_whoChangedWhatIsInTheLedger_alsoWhereAServerIsAskedFromThenOn() throws IOException {
        List<JsonNode> before = recorded();
        assertThat(before).hasSize(1);
        assertThat(before.get(0).path("way").asText()).isEqualTo("code");
        assertThat(before.get(0).path("after").path("slackBotTokenId").asText()).isEqualTo("slack-bot-token");
        assertThat(scene.ledger())
                .doesNotContain(scene.slack().workspace().app().botToken().toString());

        String server = "http://127.0.0.1:" + FreePort.find();
        assertThat(scene.ada().script("""
                def settings = io.jenkins.plugins.approvalgate.ApprovalGateConfiguration.get()
                settings.setServerUrl('%s')
                print io.jenkins.plugins.approvalgate.GateService.get().asksServer()
                """.formatted(server)))
                .as("what was not saved is not in force")
                .startsWith("false");
        set("setServerUrl", server);
        JsonNode toServer = recorded().get(1);
        assertThat(toServer.path("way").asText()).isEqualTo("saved");
        assertThat(toServer.path("by").path("id").asText()).isEqualTo("ada");
        assertThat(toServer.path("before").size()).isZero();
        assertThat(toServer.path("after").path("serverUrl").asText()).isEqualTo(server);
        look();
        awaitTold("The server cannot be asked");

        set("setServerUrl", "");
        JsonNode back = recorded().get(2);
        assertThat(back.path("before").path("serverUrl").asText()).isEqualTo(server);
        assertThat(back.path("after").size()).isZero();
        look();
        assertThat(administration()).doesNotContain("The server cannot be asked");
    }

    @Test
    @Order(4)
    void administratorsReadWhatIsWrong() throws IOException {
        set("setPolicyFile", "none.yaml");
        awaitTold("The gate does not run; builds that ask wait");
        set("setPolicyFile", "approval-gate/policy.yaml");
        set("setSlackBotTokenId", "nothing");
        awaitTold("with the id nothing");
        set("setSlackBotTokenId", "slack-bot-token");
        assertThat(administration()).doesNotContain("The gate does not run");

        Files.writeString(scene.policy(), "version: 2\n");
        awaitTold("The policy file as it is now is not in force");
        scene.mendPolicy();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(administration()).doesNotContain("is not in force"));
        assertThat(scene.slack().messages(SlackWorkspace.DEPLOYMENTS)).isEmpty();
    }

    private static long policies() throws IOException {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains("policy.loaded"))
                .count();
    }

    @Test
    @Order(5)
    void threat40_whatThePolicyLeavesToAServerIsRefusedInAController() throws IOException {
        long before = policies();
        Files.copy(home.resolve("stricter.yaml"), scene.policy(), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(PATIENCE).until(() -> policies() > before);
        scene.ada().createPipeline("deploy", "approvalGate(environment: 'production') { echo 'let in' }");
        scene.ada().build("deploy");
        assertThat(scene.ada().awaitResult("deploy", 1)).isEqualTo("FAILURE");
        assertThat(scene.ada().console("deploy", 1))
                .contains("assurance_too_low", "wants a gate of its own")
                .doesNotContain("let in");
        assertThat(scene.slack().messages(SlackWorkspace.DEPLOYMENTS)).isEmpty();
        scene.mendPolicy();
    }

    @Test
    @Order(6)
    void threat40_whatWasWrittenIntoTheFileWhileTheControllerWasDownIsFound() throws IOException {
        Path file = home.resolve("io.jenkins.plugins.approvalgate.ApprovalGateConfiguration.xml");
        Files.delete(home.resolve("jenkins.yaml"));
        scene.jenkins()
                .restart(() -> Files.writeString(file, Files.readString(file).replace("<slackApp>", "<slackApp>A0")));
        List<JsonNode> all = recorded();
        JsonNode last = all.get(all.size() - 1);
        assertThat(last.path("way").asText()).isEqualTo("found");
        assertThat(last.path("by").isMissingNode()).isTrue();
        assertThat(last.path("after").path("slackApp").asText()).startsWith("A0A");
    }

    @Test
    @Order(7)
    void anAddressOfJenkinsThatIsSavedIsTheGatesFromThenOn() throws IOException {
        String there = "http://localhost:" + scene.jenkins().url().getPort() + "/";

        assertThat(scene.ada().script("""
                jenkins.model.JenkinsLocationConfiguration.get().setUrl('%s')
                print io.jenkins.plugins.approvalgate.GateService.get().embedded().realm()
                """.formatted(there)))
                .startsWith("localhost:" + scene.jenkins().url().getPort());

        List<JsonNode> all = recorded();
        JsonNode moved = all.get(all.size() - 1);
        assertThat(moved.path("by").path("id").asText()).isEqualTo("ada");
        assertThat(moved.path("after").path("jenkinsUrl").asText()).isEqualTo(there);
    }
}
