package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that want a build to look like another one, on a controller that runs them itself. Each test has a job of its own. */
@NeedsJenkins
@Needs(Tool.GIT)
class ForgedFactsTest {

    private static final String ASK = "approvalGate(environment: 'production') { echo 'let in' }\n";

    @TempDir
    static Path folder;

    private static JenkinsScene scene;
    private static Repository source;

    @BeforeAll
    static void start() throws IOException {
        scene = JenkinsScene.start(Files.createDirectories(folder.resolve("home")), "gap", "forged", "beside");
        source = Repository.create(folder.resolve("source"), "vars/hello.groovy", "def call() { echo 'hello' }\n");
    }

    @AfterAll
    static void end() {
        scene.close();
    }

    /** The first build of a branch keeps an empty log: behind it, one harmless commit looks like all that came since. */
    @Test
    void threat38_aChangeLogBehindABranchsFirstBuildIsNotTakenForTheWholeChange() throws IOException {
        Repository app = Repository.create(folder.resolve("app"), "a.txt", "a");
        scene.ada().createPipeline("gap", """
                def first = env.BUILD_NUMBER == '1'
                node('deploy') { %s }
                if (env.BUILD_NUMBER != '2') { %s }
                """.formatted(checkout(app, "first ? '*/main' : '*/evil'"), ASK.strip()));
        approve(build("gap", 1));
        assertThat(scene.ada().awaitResult("gap", 1)).isEqualTo("SUCCESS");

        app.branch("evil");
        app.commit("evil.txt", "b", "Do harm");
        scene.ada().build("gap");
        assertThat(scene.ada().awaitResult("gap", 2)).isEqualTo("SUCCESS");

        app.commit("harmless.txt", "c", "Do nothing");
        assertThat(page(build("gap", 3)))
                .contains("Do nothing", "could not be read in full")
                .as("which is why")
                .doesNotContain("Do harm");
        scene.ada().post("job/gap/3/stop");
    }

    @Test
    void threat18_aLibrarysVersionPassesForNoOtherLibrary() {
        scene.ada().createPipeline("forged", """
                library(identifier: 'shared@v2, audit@v1', retriever: legacySCM(%s))
                %s""".formatted(git(source, "'" + source.head() + "'"), ASK));
        assertThat(page(build("forged", 1)))
                .contains("Libraries: (in the sandbox) shared@v2⟦U+002C⟧⟦U+0020⟧audit⟦U+0040⟧v1")
                .contains("Libraries read from: " + source.head());
        scene.ada().post("job/forged/1/stop");
    }

    @Test
    void threat08_aCheckoutBesideTheWorkspaceIsNoLibrarys() {
        scene.ada().createPipeline("beside", """
                node('deploy') { dir('../beside@libs/0123') { %s } }
                %s""".formatted(checkout(source, "'" + source.head() + "'"), ASK));
        assertThat(page(build("beside", 1)))
                .contains("Commit: " + source.head(), "Libraries: none so far")
                .doesNotContain("Libraries read from");
        scene.ada().post("job/beside/1/stop");
    }

    private static String checkout(Repository repository, String branch) {
        return "checkout(" + git(repository, branch) + ")";
    }

    /** {@return a source in a script's words; the branch too is an expression of it} */
    private static String git(Repository repository, String branch) {
        return "[$class: 'GitSCM', branches: [[name: " + branch + "]], userRemoteConfigs: [[url: '" + repository.url()
                + "']]]";
    }

    private static String build(String job, int number) {
        scene.ada().build(job);
        return scene.ada().awaitRequest(job, number);
    }

    private static String page(String request) {
        return new ApprovalPage(scene.grace(), request).text();
    }

    private static void approve(String request) {
        Reply reply = new ApprovalPage(scene.grace(), request).approve();
        assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    }
}
