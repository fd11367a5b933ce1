package dev.approvalgate.journeys.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Node;
import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.server.sandbox.github.JobState;
import dev.approvalgate.server.sandbox.page.ConversationPage;
import dev.approvalgate.server.sandbox.page.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's page in a real browser: people decide there, and the pipelines go on. */
@Needs({Tool.PACKAGES, Tool.CHROMIUM})
class ConversationTest {

    @TempDir
    Path folder;

    @Test
    void peopleDecideInTheBrowser() throws IOException {
        Path screenshots = Files.createDirectories(Project.target().resolve("screenshots"));
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            ConversationPage.serve(scene.slack(), new Story(scene.clock()), List.of(), scene.clock());
            Deployment first = scene.deploy();
            Deployment second = scene.deploy();
            scene.waitForMessage(first);
            scene.waitForMessage(second);

            JsonNode result = Node.run(
                    "browser.mjs",
                    Map.of(
                            "chromium", Tool.CHROMIUM.program().orElseThrow().toString(),
                            "url", scene.slack().base().toString(),
                            "screenshots", screenshots.toString(),
                            "first", String.valueOf(first.run().id()),
                            "second", String.valueOf(second.run().id())));

            assertThat(result.path("problems")).as(result.toPrettyString()).isEmpty();
            JsonNode seen = result.path("seen");
            assertThat(seen.path("refusal").asText())
                    .contains("Only visible to you")
                    .containsIgnoringCase("hand in");
            assertThat(seen.path("refusalSeenByOthers").asInt()).isZero();
            assertThat(seen.path("change").asText()).contains(first.title());
            assertThat(seen.path("reached").toString()).contains("Approve", "Reject", "Full change");
            assertThat(seen.path("approved").asText()).contains("Approved by approver-1");
            assertThat(seen.path("buttonsAfterApproval").asInt()).isZero();
            assertThat(seen.path("emptyReasonStays").asBoolean()).isTrue();
            assertThat(seen.path("thread").asText()).contains("Not before the freeze ends");
            assertThat(seen.path("namelessButtons").asInt()).isZero();
            assertThat(seen.path("language").asText()).isEqualTo("en");
            assertThat(seen.path("headings").asInt()).isEqualTo(1);
            scene.waitFor(first.job(), JobState.IN_PROGRESS);
            scene.waitFor(second.job(), JobState.FAILED);
        }
    }
}
