package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import dev.approvalgate.server.sandbox.world.Payments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policy explain} and {@code policy replay} of a server that is asked over HTTP. */
class PolicyServerTest {

    private static final String UNKNOWN = "req_" + "0".repeat(26);

    @TempDir
    private Path dir = Path.of("");

    private Sandbox sandbox() {
        Sandbox sandbox = Sandbox.start(dir.resolve("gate"), 0, new Ways(false, false), Clock.systemUTC());
        sandbox.payments().deploy(sandbox.payments().firstRelease(), Payments.PRODUCTION);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        !sandbox.slack().messages(SlackWorkspace.DEPLOYMENTS).isEmpty());
        return sandbox;
    }

    @Test
    void theServerAnswersAsTheStoreDoes() throws IOException {
        try (Sandbox sandbox = sandbox()) {
            String server = sandbox.adminUrl().toString();
            String store = sandbox.installation().store().toString();
            Path policy = sandbox.installation().folder().resolve("policy.yaml");
            Path draft = Files.writeString(
                    dir.resolve("draft.yaml"), Files.readString(policy).replaceAll("(?m)^ *(accepts:.*)$", ""));

            Cli.Result changed = Cli.run("policy", "replay", draft.toString(), "--server", server, "--json");
            assertThat(changed.code()).as(changed.err()).isZero();
            assertThat(changed.out())
                    .isEqualTo(Cli.run("policy", "replay", draft.toString(), "--store", store, "--json")
                            .out());
            assertThat(Cli.run("policy", "replay", draft.toString(), "--server", server + "/")
                            .out())
                    .isEqualTo(Cli.run("policy", "replay", draft.toString(), "--store", store)
                            .out())
                    .contains("waits -> refused (", "1 of 1 outcome would change");

            String id = changed.json().path("changed").path(0).path("request").asText();
            for (String[] form : new String[][] {{}, {"--json"}}) {
                Cli.Result asked = Cli.run(with(form, "policy", "explain", id, "--server", server));
                assertThat(asked.code()).as(asked.err()).isZero();
                String[] here = {"policy", "explain", id, "--store", store, "--policy", policy.toString()};
                assertThat(asked.out())
                        .isEqualTo(Cli.run(with(form, here)).out())
                        .contains("may still answer: ");
            }
            sayWhatIsWrong(server, draft);
            assertThat(Cli.run(
                                    "policy",
                                    "explain",
                                    id,
                                    "--server",
                                    sandbox.gateUrl().toString())
                            .err())
                    .contains("answers 404, but not as the admin listener of a gate");
        }
    }

    private static String[] with(String[] more, String... first) {
        var all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    /** Faults of a draft read as those of a file that is read here. */
    private static void sayWhatIsWrong(String server, Path draft) throws IOException {
        Files.writeString(draft, Files.readString(draft) + "colour: blue\n");
        Cli.Result faulty = Cli.run("policy", "replay", draft.toString(), "--server", server);
        Cli.Result here = Cli.run("policy", "replay", draft.toString(), "--store", "missing.db");
        assertThat(faulty.err()).isEqualTo(here.err()).contains(draft + ":", ":1: colour: unknown key");
        assertThat(faulty.code()).isEqualTo(here.code()).isEqualTo(2);
        assertThat(Cli.run("policy", "replay", draft.toString(), "--server", server, "--json")
                        .out())
                .isEqualTo(Cli.run("policy", "replay", draft.toString(), "--store", "missing.db", "--json")
                        .out());

        Cli.Result unknown = Cli.run("policy", "explain", UNKNOWN, "--server", server);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("gate: the server says: ");

        Files.writeString(draft, "#".repeat((1 << 20) + 1));
        assertThat(Cli.run("policy", "replay", draft.toString(), "--server", server, "--json")
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("request_too_large");
    }

    @Test
    void whoDoesNotAnswerIsNamedWithTheWayOut() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String nobody = "http://127.0.0.1:" + port;
        Cli.Result result = Cli.run("policy", "explain", UNKNOWN, "--server", nobody);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "gate: " + nobody + " does not answer (nobody listens there); is the server running? Give the"
                                + " address of its admin listener, which serve prints and gate.yaml names as admin_listen, or leave"
                                + " out --server to read the store beside it" + System.lineSeparator());
        assertThat(Cli.run("policy", "explain", UNKNOWN, "--server", nobody, "--json")
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("server_unreachable");
    }

    @Test
    void aCommandLineThatMeansTwoThingsIsRefused() {
        String server = "http://127.0.0.1:9464";
        for (String other : new String[] {"--store", "--config", "--policy"}) {
            Cli.Result both = Cli.run("policy", "explain", UNKNOWN, "--server", server, other, "x");
            assertThat(both.code()).isEqualTo(2);
            assertThat(both.err()).contains("leave out " + other);
        }
        for (String wrong : new String[] {"127.0.0.1:9464", "ftp://gate", server + "/metrics", "http://me@gate"}) {
            Cli.Result none = Cli.run("policy", "explain", UNKNOWN, "--server", wrong);
            assertThat(none.code()).as(wrong).isEqualTo(2);
            assertThat(none.err()).as(wrong).contains("--server");
        }
    }

    @Test
    void whatTakesItsTimeIsToldAndWhatIsNoAnswerIsNot() throws IOException {
        var told = new CountDownLatch(1);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        slow.createContext("/", exchange -> {
            try {
                told.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            byte[] body = "<html>\u001b[31m</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        slow.start();
        try {
            var err = new StringWriter() {
                @Override
                public void write(String text, int from, int length) {
                    super.write(text, from, length);
                    if (text.contains("Waiting for ")) {
                        told.countDown();
                    }
                }
            };
            String server = "http://127.0.0.1:" + slow.getAddress().getPort();
            int code = GateCommand.line(new Context(Map.of(), Clock.systemUTC()))
                    .setErr(new PrintWriter(err))
                    .execute("policy", "explain", UNKNOWN, "--server", server);
            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("Waiting for " + server)
                    .contains("gate: " + server + " answers 200, but not as the admin listener")
                    .doesNotContain("\u001b");
        } finally {
            slow.stop(0);
        }
    }
}
