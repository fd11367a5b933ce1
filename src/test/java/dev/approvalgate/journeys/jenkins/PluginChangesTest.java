package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are deleted, and a plugin that is updated or away, while builds wait and while their blocks run. */
@NeedsJenkins
class PluginChangesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WAITING = "approvalGate(environment: 'production') { echo 'let in' }";

    /** The block's step is there after a restart too, and is Pipeline's own. */
    private static final String LONG = "approvalGate(environment: 'production') { input 'go on?' }";

    @Test
    void whateverHappensToJobsAndPluginNoRequestIsOrphanedAndNoTokenOutlivesItsBuild(@TempDir Path home)
            throws IOException {
        try (var scene =
                JenkinsScene.start(home, "gone", "gone-in-block", "kept", "off", "off-in-block", "off-deleted")) {
            deleted(scene);
            updated(scene);
            away(scene);
        }
    }

    private static void deleted(JenkinsScene scene) throws IOException {
        String waiting = begin(scene, "gone", WAITING);
        String inBlock = enter(scene, "gone-in-block");
        scene.ada().post("job/gone/doDelete");
        scene.ada().post("job/gone-in-block/doDelete");
        awaitEvent(scene, waiting, "request.settled");
        awaitEvent(scene, inBlock, "token.revoked");
    }

    /** Another version of the plugin, and another name of the policy file. */
    private static void updated(JenkinsScene scene) throws IOException {
        String request = begin(scene, "kept", WAITING);
        Path home = scene.jenkins().home();
        scene.jenkins().restart(() -> {
            setVersion(home.resolve("plugins/approval-gate.jpi"));
            Path settings = home.resolve("jenkins.yaml");
            Files.move(home.resolve("approval-gate/policy.yaml"), home.resolve("approval-gate/newer.yaml"));
            Files.writeString(settings, Files.readString(settings).replace("/policy.yaml", "/newer.yaml"));
        });
        assertThat(scene.ada().script("println Jenkins.get().pluginManager.getPlugin('approval-gate').version"))
                .contains("99.9");
        assertThat(scene.ada().result("kept", 1)).isEmpty();
        assertThat(new ApprovalPage(scene.grace(), request).approve().status()).isEqualTo(302);
        assertThat(scene.ada().awaitResult("kept", 1)).isEqualTo("SUCCESS");
        assertThat(scene.ada().awaitRequests("kept", 1, 1)).containsExactly(request);
    }

    /** What waited cannot be told by a plugin that is not there; it tells when it is back. */
    private static void away(JenkinsScene scene) throws IOException {
        String waiting = begin(scene, "off", WAITING);
        String deleted = begin(scene, "off-deleted", WAITING);
        String inBlock = enter(scene, "off-in-block");
        Path off = scene.jenkins().home().resolve("plugins/approval-gate.jpi.disabled");
        Path settings = scene.jenkins().home().resolve("jenkins.yaml");
        Path later = settings.resolveSibling("jenkins.later");

        scene.jenkins().restart(() -> {
            Files.createFile(off);
            // Configuration as code takes no section of a plugin that is not there.
            Files.move(settings, later);
        });
        for (String job : List.of("off", "off-in-block")) {
            assertThat(scene.ada().awaitResult(job, 1)).isEqualTo("FAILURE");
            assertThat(scene.ada().console(job, 1)).doesNotContain("let in");
        }
        scene.ada().post("job/off-deleted/doDelete");

        scene.jenkins().restart(() -> {
            Files.delete(off);
            Files.move(later, settings);
        });
        awaitEvent(scene, waiting, "request.settled");
        awaitEvent(scene, deleted, "request.settled");
        awaitEvent(scene, inBlock, "token.revoked");
        assertThat(scene.jenkins().home().resolve("approval-gate/builds")).isEmptyDirectory();
    }

    private static String begin(JenkinsScene scene, String job, String script) {
        scene.ada().createPipeline(job, script);
        scene.ada().build(job);
        return scene.ada().awaitRequest(job, 1);
    }

    private static String enter(JenkinsScene scene, String job) throws IOException {
        String request = begin(scene, job, LONG);
        assertThat(new ApprovalPage(scene.grace(), request).approve().status()).isEqualTo(302);
        scene.ada().awaitConsole(job, 1, "go on?");
        return request;
    }

    private static void awaitEvent(JenkinsScene scene, String request, String event) {
        await(event + " of " + request)
                .atMost(PATIENCE)
                .until(() -> scene.ledger().lines().anyMatch(line -> line.contains(request) && line.contains(event)));
    }

    private static void setVersion(Path plugin) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(plugin)) {
            Path manifest = archive.getPath("META-INF/MANIFEST.MF");
            Files.writeString(
                    manifest,
                    Files.readString(manifest).replaceAll("(?m)^Plugin-Version: .*$", "Plugin-Version: 99.9"));
        }
    }
}
