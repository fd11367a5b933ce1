package dev.approvalgate.journeys.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Node;
import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Linking;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linking accounts in a real browser, which enforces what servers can only ask for. */
@Needs({Tool.PACKAGES, Tool.CHROMIUM})
class LinkTest {

    private static final String SLACK = "U0NEWCOMER1";

    @TempDir
    Path folder;

    @Test
    void threat29_aPersonLinksTheirAccountsAndNoOtherSiteDoes() throws IOException {
        Path screenshots = Files.createDirectories(Project.target().resolve("screenshots"));
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            scene.github().user(1005, "newcomer");
            scene.slack()
                    .workspace()
                    .put(SlackUser.member(
                            SLACK,
                            "new.comer",
                            "New Comer",
                            scene.slack().workspace().teamId()));
            String elsewhere =
                    scene.github().base().resolve("/settings/apps/new").toString();

            JsonNode result = Node.run(
                    "link.mjs",
                    Map.of(
                            "chromium", Tool.CHROMIUM.program().orElseThrow().toString(),
                            "address", new Linking(scene).begin(SLACK).toString(),
                            "gate", scene.files().url().toString(),
                            "evil", List.of(elsewhere, elsewhere.replace("127.0.0.1", "localhost")),
                            "account", "newcomer",
                            "screenshots", screenshots.toString()));

            assertThat(result.path("problems")).as(result.toPrettyString()).isEmpty();
            JsonNode seen = result.path("seen");
            assertThat(seen.path("begin").asText()).contains("New Comer", "(@new.comer)", SLACK, "Sign in with GitHub");
            assertThat(seen.path("confirm").asText())
                    .contains(
                            "New Comer",
                            SLACK,
                            "newcomer",
                            "account 1005",
                            "If not, somebody sent you here",
                            "Not mine");
            for (String address : List.of("beginAddress", "confirmAddress")) {
                assertThat(seen.path(address).asText())
                        .as("no secret stays in the address")
                        .isEqualTo(scene.url("/link").toString());
            }
            assertThat(seen.path("otherBrowser").asInt()).isEqualTo(403);
            assertThat(seen.path("forged")).extracting(JsonNode::asInt).containsExactly(403, 403);
            assertThat(seen.path("framed"))
                    .extracting(JsonNode::asText)
                    .allSatisfy(text -> assertThat(text).doesNotContain("accounts"));
            assertThat(seen.path("cookie").toString()).isEqualTo("[{\"httpOnly\":true,\"sameSite\":\"Lax\"}]");
            assertThat(seen.path("readable").asText()).isEmpty();
            assertThat(seen.path("language").asText()).isEqualTo("en");
            assertThat(seen.path("headings").asInt()).isEqualTo(1);
            assertThat(seen.path("done").asText()).contains("GitHub account 1005");
            assertThat(scene.ledger()).containsOnlyOnce("link.made");
        }
    }
}
