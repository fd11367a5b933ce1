package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends while the server is away, and then the controller is killed, is still told. */
@NeedsJenkins
class EndsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Each block tells its token into a file of a folder, and ends when there is a file beside it; its branch then waits for a last one. */
    private static final String TWO_BLOCKS = """
            def block(String name) {
              approvalGate(environment: 'production', artifacts: ["sha256:${name}"]) {
                node('deploy') {
                  sh 'printf %s "$DEPLOY_TOKEN" > FOLDER/' + name + '.token; while [ ! -f FOLDER/' + name + '.go ]; do sleep 0.2; done'
                }
              }
              node('deploy') { sh 'touch FOLDER/' + name + '.over; while [ ! -f FOLDER/end.go ]; do sleep 0.2; done' }
            }
            parallel(one: { block('one') }, two: { block('two') })
            """;

    @TempDir
    static Path folder;

    private static ServerScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = ServerScene.start(folder, "blocks", "moved");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    @Test
    void threat20_theTokenOfABlockThatEndedDiesAndThatOfAnotherLivesOn_thoughServerAndControllerDied()
            throws IOException {
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        scene.begin("blocks", TWO_BLOCKS.replace("FOLDER", tokens.toString()));
        scene.client().awaitRequests("blocks", 1, 2);
        scene.approveAll("blocks", 2);
        String one = awaitToken(tokens.resolve("one.token"));
        String two = awaitToken(tokens.resolve("two.token"));

        scene.company().stop();
        Files.createFile(tokens.resolve("one.go"));
        await("the block's end").atMost(PATIENCE).until(() -> Files.exists(tokens.resolve("one.over")));
        scene.jenkins().killAndStart();
        scene.company().start();

        await("the end of one").atMost(PATIENCE).until(() -> !scene.lives(one));
        assertThat(scene.lives(two)).isTrue();
        assertThat(scene.client().result("blocks", 1)).isEmpty();
        Files.createFile(tokens.resolve("two.go"));
        await("the end of two").atMost(PATIENCE).until(() -> !scene.lives(two));
        Files.createFile(tokens.resolve("end.go"));
        assertThat(scene.client().awaitResult("blocks", 1)).isEqualTo("SUCCESS");
        Path kept = scene.jenkins().home().resolve("approval-gate/builds");
        await("nothing to tell")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept).isEmptyDirectory());
    }

    @Test
    void aBuildThatWaitsWhileAnotherGateIsSetUpEndsWithAWord_andItsRequestIsWithdrawn() throws IOException {
        String request = scene.begin("moved", "approvalGate(environment: 'production') { echo 'let in' }");
        scene.awaitMessage("moved");

        Path home = scene.jenkins().home();
        scene.jenkins().restart(() -> {
            Files.createDirectories(home.resolve("approval-gate"));
            Files.copy(scene.company().files().policy(), home.resolve("approval-gate/policy.yaml"));
            Files.writeString(home.resolve("jenkins.yaml"), JenkinsFiles.alone(scene.port()));
        });

        assertThat(scene.client().awaitResult("moved", 1)).isEqualTo("FAILURE");
        assertThat(scene.client().console("moved", 1))
                .contains("another gate was set up", "request_not_found")
                .doesNotContain("let in");
        scene.awaitWithdrawn(request);
        scene.jenkins()
                .restart(() -> Files.writeString(
                        home.resolve("jenkins.yaml"),
                        JenkinsFiles.ofServer(
                                scene.port(), scene.company().files().url())));
    }

    private static String awaitToken(Path file) throws IOException {
        await("a token").atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
        return Files.readString(file);
    }
}
