package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that ask a server. Each test has a job of its own on one controller. */
@NeedsJenkins
class ServerBuildsTest {

    private static final String ONE_BLOCK = "approvalGate(environment: 'production') { echo 'let in' }";

    @TempDir
    static Path folder;

    private static ServerScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = ServerScene.start(folder, "stopped", "deleted", "foreign", "lonely", "rejected");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    @Test
    void aStoppedBuildWithdrawsItsRequestAtTheServer() {
        String request = scene.begin("stopped", ONE_BLOCK);
        scene.client().post("job/stopped/1/stop");
        assertThat(scene.client().awaitResult("stopped", 1)).isEqualTo("ABORTED");
        scene.awaitWithdrawn(request);
        assertThat(scene.client().console("stopped", 1)).doesNotContain("let in");
    }

    /** Jenkins deletes no build that runs; the job, yes. */
    @Test
    void aBuildWhoseJobIsDeletedWithdrawsItsRequestAtTheServer() {
        String request = scene.begin("deleted", ONE_BLOCK);
        scene.client().post("job/deleted/doDelete");
        scene.awaitWithdrawn(request);
    }

    @Test
    void threat01_anotherControllerLearnsNothingOfABuild() {
        String request = scene.begin("foreign", ONE_BLOCK);
        Reply looked = Http.get(
                scene.company().url("/api/v1/requests/" + request),
                as(Map.of("sub", "foreign", "job_full_name", "foreign", "definition", "inline", "build_number", 1)));
        assertThat(looked.status()).as(looked.body()).isEqualTo(404);
        Reply waited = Http.postJson(
                scene.company().url("/api/v1/waits?wait=30"),
                as(Map.of("sub", scene.other().issuer(), "controller", true)),
                "{\"requests\":[\"" + request + "\"]}");
        assertThat(waited.body()).as("as if there were none").isEqualTo("{\"settled\":[\"" + request + "\"]}");
    }

    private static Map<String, String> as(Map<String, ?> claims) {
        var all = new HashMap<String, Object>(claims);
        all.put("jti", UUID.randomUUID().toString());
        return scene.company().bearer(scene.other().token(all));
    }

    @Test
    void aBuildWaitsForItsServerAndSaysSo() {
        String request = scene.begin("lonely", ONE_BLOCK);
        scene.company().stop();
        scene.client().awaitConsole("lonely", 1, "does not answer");
        assertThat(scene.client().result("lonely", 1)).isEmpty();

        scene.company().start();
        assertThat(Shown.text(scene.awaitMessage("lonely").blocks())).contains("Libraries: ", "Agent of the step: ");
        scene.approve("lonely");
        assertThat(scene.client().awaitResult("lonely", 1)).isEqualTo("SUCCESS");
        assertThat(scene.client().awaitRequests("lonely", 1, 1)).containsExactly(request);
        assertThat(scene.client().console("lonely", 1)).contains("let in");
    }

    @Test
    void aBuildHearsFromItsServerWhoIsNeededAndWhoRejectedInWhichWords() {
        String request = scene.begin("rejected", ONE_BLOCK);
        scene.client().awaitConsole("rejected", 1, "for: 1 more approval, from Grace");
        assertThat(Shows.history(scene.client(), "rejected")).contains("production: waits for approval");

        scene.company().reject(Someone.APPROVER_1, scene.awaitMessage("rejected"), "not today");

        assertThat(scene.client().awaitResult("rejected", 1)).isEqualTo("FAILURE");
        assertThat(scene.client().console("rejected", 1))
                .contains("in the words of Grace: not today", "Rejected by Grace (rejected_by_person)")
                .doesNotContain("let in");
        // The server tells it to nobody else: the build must still know it when it is read from disk.
        scene.client().post("job/rejected/reload");
        JsonNode shown = Shows.approval(scene.client(), "rejected");
        assertThat(shown.path("id").asText()).isEqualTo(request);
        assertThat(shown.path("state").asText()).isEqualTo("denied");
        assertThat(shown.path("by").get(0).asText()).isEqualTo("Grace");
        assertThat(shown.path("link").asText()).contains("/archives/");
        assertThat(Shows.history(scene.client(), "rejected")).contains("production: rejected by Grace");
    }
}
