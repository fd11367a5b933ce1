package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.server.GateServer;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are shown, rotated and written, while the server runs and beside one that does not. */
class KeysCommandsTest {

    private static final Map<String, String> ANOTHER = Map.of("GATE_KEY", "the key of another place, 9876543210 abcd");

    @TempDir
    private Path dir = Path.of("");

    private Sandbox sandbox;
    private String config;
    private String store;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC());
        config = sandbox.installation().config().toString();
        store = sandbox.installation().store().toString();
    }

    @AfterEach
    void leave() {
        sandbox.close();
    }

    private List<String> states() {
        JsonNode keys =
                Cli.run("keys", "list", "--store", store, "--json").json().path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.path("state").asText())
                .toList();
    }

    @Test
    void aServerThatRunsIsAsked() {
        assertThat(states()).containsExactly("current");

        Cli.Result asked = Cli.run(Cli.KEY, "keys", "rotate", "-c", config);

        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).startsWith("The server that runs is asked");
        await().atMost(Duration.ofSeconds(20)).until(() -> states().contains("next"));
        assertThat(states()).containsExactly("current", "next");
        assertThat(Cli.run("keys", "list", "--store", store).out())
                .contains("current   ES256 ", " signs since ", "next      ES256 ", "signs from ");
    }

    @Test
    void besideAServerThatDoesNotRunItIsDoneHere() {
        sandbox.stopGate();

        Cli.Result done = Cli.run(Cli.KEY, "keys", "rotate", "-c", config);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).startsWith("ES256: ").contains(" is made; it signs from ");
        assertThat(Cli.run(Cli.KEY, "keys", "rotate", "-c", config).out()).contains(" waits already, so none is made");
        assertThat(states()).containsExactly("current", "next");
    }

    @Test
    void threat20_stolenKeysAreGivenUp_whetherTheServerRunsOrNot() throws Exception {
        Cli.Result asked = Cli.run(Cli.KEY, "keys", "rotate", "--compromised", "-c", config);
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).startsWith("The server that runs is asked to give up every key");
        await().atMost(Duration.ofSeconds(20)).until(() -> states().contains("abandoned"));
        assertThat(states()).containsExactly("abandoned", "current");

        sandbox.stopGate();
        Cli.Result done = Cli.run(Cli.KEY, "keys", "rotate", "--compromised", "-c", config);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains(" is given up; tokens that it signed are dead", " is made and signs");
        assertThat(states()).containsExactly("abandoned", "abandoned", "current");
        assertThat(Cli.run(Cli.KEY, "keys", "rotate", "--compromised", "--abandon-unreadable", "-c", config)
                        .err())
                .contains("not both");
    }

    @Test
    void threeFilesOfEachAlgorithmAreWritten_fromTheStoreOrFromTheGate() throws Exception {
        Path fromStore = dir.resolve("store");
        Path fromGate = dir.resolve("web");
        Cli.run(Cli.KEY, "keys", "rotate", "-c", config);
        await().atMost(Duration.ofSeconds(20)).until(() -> states().contains("next"));

        Cli.Result stored = Cli.run("keys", "pem", "--store", store, "--out", fromStore.toString());
        Cli.Result fetched =
                Cli.run("keys", "pem", "--url", sandbox.gateUrl().toString(), "--out", fromGate.toString());

        assertThat(stored.code()).as(stored.err()).isZero();
        assertThat(fetched.code()).as(fetched.err()).isZero();
        for (String name : List.of("ES256-current.pem", "ES256-next.pem", "ES256-previous.pem")) {
            assertThat(fromGate.resolve(name)).hasSameTextualContentAs(fromStore.resolve(name));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fromStore.resolve(name))))
                    .isEqualTo("rw-r--r--");
            isPublicKey(fromStore.resolve(name));
        }
        assertThat(fromStore.resolve("ES256-previous.pem"))
                .hasSameTextualContentAs(fromStore.resolve("ES256-current.pem"));
        try (Stream<Path> left = Files.list(fromStore)) {
            assertThat(left).as("no drafts").hasSize(3);
        }
    }

    private static void isPublicKey(Path file) throws Exception {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\n", "");
        assertThat(KeyFactory.getInstance("EC")
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(body))))
                .isNotNull();
    }

    @Test
    void keysAreNotReadWhereOthersCouldChangeThem() {
        Cli.Result refused = Cli.run("keys", "pem", "--url", "http://gate.example.com", "--out", dir.toString());

        assertThat(refused.code()).isEqualTo(Failures.WRONG);
        assertThat(refused.err()).contains("over https");
    }

    @Test
    void withALostKeyTheServerSaysTheWayOut_andGoesIt() throws IOException {
        sandbox.stopGate();
        Path key = sandbox.installation().config().resolveSibling("gate.key");
        Files.writeString(key, "the key of another place, 9876543210 abcd");

        assertThatThrownBy(this::serve).hasMessageContaining("gate keys rotate --abandon-unreadable");
        assertThat(Cli.run(ANOTHER, "keys", "rotate", "-c", config).err()).contains("--abandon-unreadable");

        Cli.Result done = Cli.run(ANOTHER, "keys", "rotate", "--abandon-unreadable", "-c", config);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains(" is given up; tokens that it signed are dead");
        assertThat(states()).containsExactly("abandoned", "current");
        try (GateServer gate = serve()) {
            assertThat(gate.publicUrl()).isNotNull();
            assertThat(Cli.run(ANOTHER, "keys", "rotate", "--abandon-unreadable", "-c", config)
                            .err())
                    .as("not while it runs")
                    .contains("stop it first");
        }
    }

    private GateServer serve() {
        return GateServer.start(GateFile.read(sandbox.installation().config(), Cli.KEY), Clock.systemUTC());
    }
}
