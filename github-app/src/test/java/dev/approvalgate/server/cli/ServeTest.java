package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.server.Main;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, with the settings that the sandbox wrote. */
class ServeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir = Path.of("");

    private Sandbox sandbox;
    private Path config;

    @BeforeEach
    void writeSettings() {
        sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC());
        sandbox.stopGate();
        config = sandbox.installation().config();
    }

    @AfterEach
    void leave() {
        sandbox.close();
    }

    private Process start(String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--config",
                config.toString()));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command)
                .redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile());
        builder.environment().put("GATE_KEY_FILE", "gate.key");
        return builder.start();
    }

    private boolean answers() {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(sandbox.gateUrl() + "/readyz"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhereItListensAndEndsWhenItIsTold() throws Exception {
        for (int times = 1; times <= 2; times++) {
            Process gate = start();
            try {
                await().atMost(PATIENCE).until(this::answers);
                // It answers a moment before it says so.
                await().atMost(PATIENCE)
                        .until(() -> Files.readString(dir.resolve("out")).contains("Ends with Ctrl-C"));
                assertThat(Files.readString(dir.resolve("out")))
                        .startsWith("Approval Gate is ready at " + sandbox.gateUrl())
                        .contains("admin", "policy", "store", "tokens    ES256", "Ends with Ctrl-C or SIGTERM.")
                        .contains("webhooks at " + sandbox.gateUrl() + "/webhooks/github");
                assertThat(Cli.run(Cli.KEY, "doctor", "-c", config.toString()).code())
                        .isZero();
                gate.destroy();
                assertThat(gate.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                // 128 and the signal's number, as shells have it.
                assertThat(gate.exitValue()).isEqualTo(143);
                assertThat(answers()).isFalse();
                assertThat(Files.readString(dir.resolve("err"))).doesNotContain("ERROR", "\tat ");
            } finally {
                gate.destroyForcibly().waitFor();
            }
        }
        assertThat(Cli.run(
                                "ledger",
                                "verify",
                                "--store",
                                sandbox.installation().store().toString())
                        .code())
                .isZero();
    }

    @Test
    void saysItAsJsonToo() throws Exception {
        Process gate = start("--json");
        try {
            await().atMost(PATIENCE).until(this::answers);
            assertThat(Files.readString(dir.resolve("out")).strip())
                    .startsWith("{\"admin_url\":\"http://127.0.0.1:")
                    .endsWith("\"ok\":true,\"public_url\":\"" + sandbox.gateUrl() + "\"}");
        } finally {
            gate.destroy();
            gate.waitFor();
        }
    }

    @Test
    void startsNothingWithoutItsKey() throws IOException {
        Path store = sandbox.installation().store();
        Files.delete(store);

        Cli.Result missing = Cli.run("serve", "-c", config.toString());
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err())
                .isEqualTo("gate: environment: GATE_KEY: is not set; set it, or GATE_KEY_FILE to a file that holds it,"
                        + " or GATE_KEY_COMMAND to a program that prints it; make one with: openssl rand -base64 32"
                        + System.lineSeparator());

        Cli.Result shortOne = Cli.run(Map.of("GATE_KEY", "too short"), "serve", "-c", config.toString());
        assertThat(shortOne.code()).isEqualTo(2);
        assertThat(shortOne.err()).contains("needs at least 32").doesNotContain("too short");
        assertThat(answers()).isFalse();
        assertThat(store).doesNotExist();
    }

    @Test
    void anotherKeyThanThatOfTheStoreIsRefused() {
        Cli.Result other = Cli.run(
                Map.of("GATE_KEY", "another key, long and random enough: 0123456789"),
                "serve",
                "-c",
                config.toString());
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("Start with the GATE_KEY that", "gate keys rotate --abandon-unreadable");
        assertThat(answers()).isFalse();
    }

    @Test
    void anAddressThatIsTakenIsNamed() throws IOException {
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "listen: 127.0.0.1:" + sandbox.gateUrl().getPort(),
                                "listen: 127.0.0.1:" + sandbox.github().base().getPort()));
        Cli.Result taken = Cli.run(Cli.KEY, "serve", "-c", config.toString());
        assertThat(taken.code()).isEqualTo(2);
        assertThat(taken.err())
                .startsWith("gate: cannot listen on 127.0.0.1:"
                        + sandbox.github().base().getPort())
                .contains("Address already in use", "is another program, or another gate, using it?");
    }
}
