package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How builds go on and end. Each test has a job of its own on one controller. */
@NeedsJenkins
class BuildsTest {

    private static final String ONE_BLOCK =
            "approvalGate(environment: 'production', service: 'payments') { echo 'let in' }";

    @TempDir
    static Path home;

    private static JenkinsScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = JenkinsScene.start(
                home, "started", "aborted", "misspelt", "parallel", "replayed", "rejected", "awaited");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    @Test
    void whoStartedABuildIsRefusedOnThePageAndAnotherIsNot() {
        String request = begin("started", ONE_BLOCK);
        Reply refused = new ApprovalPage(scene.ada(), request).approve();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("voter_is_contributor");
        assertThat(scene.ada().result("started", 1)).isEmpty();
        approve(request);
        assertThat(scene.ada().awaitResult("started", 1)).isEqualTo("SUCCESS");
        assertThat(scene.ada().console("started", 1)).contains("approved by Grace", "let in");
    }

    @Test
    void aStoppedBuildWithdrawsItsRequest() {
        String request = begin("aborted", ONE_BLOCK);
        scene.ada().post("job/aborted/1/stop");
        assertThat(scene.ada().awaitResult("aborted", 1)).isEqualTo("ABORTED");
        await().until(() -> new ApprovalPage(scene.grace(), request).text().contains("withdrew it"));
        assertThat(scene.ada().console("aborted", 1)).doesNotContain("let in");
    }

    @Test
    void aMisspeltArgumentIsAnError() {
        scene.ada()
                .createPipeline(
                        "misspelt", "approvalGate(environment: 'production', artefacts: ['x']) { echo 'let in' }");
        scene.ada().build("misspelt");
        assertThat(scene.ada().awaitResult("misspelt", 1)).isEqualTo("FAILURE");
        assertThat(scene.ada().console("misspelt", 1)).contains("artefacts").doesNotContain("let in");
    }

    @Test
    void eachOfTwoParallelBlocksHasItsOwnApprovalAndToken() {
        scene.ada().createPipeline("parallel", """
                parallel(one: { approvalGate(environment: 'production', artifacts: ['sha256:1']) {
                           node('deploy') { sh 'printf %s "$DEPLOY_TOKEN" | sha256sum' } } },
                         two: { approvalGate(environment: 'production', artifacts: ['sha256:2']) {
                           node('deploy') { sh 'printf %s "$DEPLOY_TOKEN" | sha256sum' } } })
                """);
        scene.ada().build("parallel");
        List<String> requests = scene.ada().awaitRequests("parallel", 1, 2);
        approve(requests.get(0));
        scene.ada().awaitConsole("parallel", 1, "  -\n");
        assertThat(sums("parallel")).hasSize(1);
        approve(requests.get(1));
        assertThat(scene.ada().awaitResult("parallel", 1)).isEqualTo("SUCCESS");
        assertThat(sums("parallel")).hasSize(2).doesNotHaveDuplicates();
    }

    private static List<String> sums(String job) {
        return scene.ada()
                .console(job, 1)
                .lines()
                .filter(line -> line.endsWith("  -"))
                .toList();
    }

    @Test
    void threat22_aReplayedBuildAsksAgainAndSaysThatItsScriptIsAnother() throws IOException {
        String request = begin("replayed", ONE_BLOCK);
        approve(request);
        assertThat(scene.ada().awaitResult("replayed", 1)).isEqualTo("SUCCESS");
        String edited = ONE_BLOCK.replace("let in", "edited");
        Reply reply = scene.ada()
                .submit(
                        "job/replayed/1/replay/run",
                        Map.of("json", "{\"mainScript\": \"" + edited.replace("\"", "\\\"") + "\"}"));
        assertThat(reply.status()).as(reply.body()).isLessThan(400);
        String second = scene.ada().awaitRequest("replayed", 2);
        assertThat(second).isNotEqualTo(request);
        assertThat(definition(second)).isNotEqualTo(definition(request));
        approve(second);
        assertThat(scene.ada().awaitResult("replayed", 2)).isEqualTo("SUCCESS");
        assertThat(scene.ada().console("replayed", 2)).contains("edited");
    }

    /** {@return the hash of the script that a request is for, as the ledger has it} */
    private static String definition(String request) throws IOException {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains(request) && line.contains("definition"))
                .map(line -> line.replaceAll("(?s).*definition\\W+(\\w+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRejectionEndsTheBuildAndSaysWhoRejected() {
        String request = begin("rejected", ONE_BLOCK);
        assertThat(new ApprovalPage(scene.grace(), request)
                        .reject("not today\n\u001B[8mha")
                        .status())
                .isEqualTo(302);
        assertThat(scene.ada().awaitResult("rejected", 1)).isEqualTo("FAILURE");
        assertThat(scene.ada().console("rejected", 1))
                .contains("in the words of Grace: not today ⏎ ⟦U+001B⟧[8mha", "Rejected by Grace (rejected_by_person)")
                .doesNotContain("let in");
        assertThat(new ApprovalPage(scene.ada(), request).text()).contains("Grace rejected at", ": not today");
        assertThat(Shows.approval(scene.ada(), "rejected").path("state").asText())
                .isEqualTo("denied");
        assertThat(Shows.history(scene.ada(), "rejected")).contains("production: rejected by Grace");
    }

    @Test
    void aBuildThatWaitsSaysForWhomAndAScriptHearsWhoDecided() throws IOException {
        String request = begin("awaited", """
                def decided = awaitApproval(environment: 'production', service: 'payments')
                echo "${decided.decision} by ${decided.by.join(' and ')}, ${decided.id}, ${decided.link}, ${decided.at[0..3]}"
                """);
        scene.ada().awaitConsole("awaited", 1, "for: 1 more approval, from Grace");
        JsonNode shown = Shows.approval(scene.ada(), "awaited");
        assertThat(shown.path("id").asText()).isEqualTo(request);
        assertThat(shown.path("state").asText()).isEqualTo("waiting");
        assertThat(shown.path("environment").asText()).isEqualTo("production");
        assertThat(shown.path("text").asText()).isEqualTo("1 more approval, from Grace");
        assertThat(Shows.history(scene.ada(), "awaited")).contains("production: waits for approval");

        approve(request);

        assertThat(scene.ada().awaitResult("awaited", 1)).isEqualTo("SUCCESS");
        assertThat(scene.ada().console("awaited", 1))
                .contains("approved by Grace, " + request + ", http", "/approvals/" + request + "/, 20");
        assertThat(Shows.history(scene.ada(), "awaited")).contains("production: approved by Grace");
        assertThat(scene.build("awaited", 1)).doesNotContain(request);
    }

    private static String begin(String job, String script) {
        scene.ada().createPipeline(job, script);
        scene.ada().build(job);
        return scene.ada().awaitRequest(job, 1);
    }

    private static void approve(String request) {
        Reply reply = new ApprovalPage(scene.grace(), request).approve();
        assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    }
}
