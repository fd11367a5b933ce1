package dev.approvalgate.server.sandbox;

import dev.approvalgate.server.sandbox.play.Playground;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.script.Report;
import dev.approvalgate.server.sandbox.script.ScriptedRun;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the whole product on this machine, with nothing to sign up for. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a step did not hold", "2:wrong usage"},
        description = "Runs the whole product on this machine (127.0.0.1 only), between stand-ins for Slack and GitHub:"
                + " a deployment waits, you decide.")
public final class SandboxCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WHEN_PULLING = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the page; any free one where left out.")
    private int port;

    @Option(names = "--scripted", description = "Play the whole story without a person, and check every step.")
    private boolean scripted;

    @Option(names = "--json", description = "Write one JSON object a line.")
    private boolean json;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description =
                    "Keep gate.yaml, policy.yaml and the ledger in this empty folder; a temporary one, removed at the end, where left out.")
    private @Nullable Path folder;

    @Option(names = "--socket", description = "Slack by Socket Mode instead of signed HTTP.")
    private boolean socket;

    @Option(names = "--pull", description = "Fetch GitHub's deliveries instead of taking webhooks.")
    private boolean pull;

    @Option(names = "--no-open", description = "Do not open the page in a browser.")
    private boolean noOpen;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        TemporaryFolder place;
        try {
            place = TemporaryFolder.of(folder);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("gate: " + e.getMessage());
            return 2;
        }
        return scripted ? play(place, out) : host(place, out);
    }

    private int play(TemporaryFolder place, PrintWriter out) {
        Report report = new Report(out, json);
        try (place;
                Sandbox sandbox = Sandbox.start(place.path(), port, new Ways(socket, pull), Clock.systemUTC())) {
            boolean held = ScriptedRun.play(sandbox, report, pull ? PATIENCE_WHEN_PULLING : PATIENCE);
            if (!json) {
                out.printf("%n%s%n", held ? "All " + report.steps() + " steps held." : "The last step did not hold.");
            }
            out.flush();
            return held ? 0 : 1;
        }
    }

    private int host(TemporaryFolder place, PrintWriter out) throws InterruptedException {
        Sandbox sandbox;
        try {
            sandbox = Sandbox.start(place.path(), port, new Ways(socket, pull), Clock.systemUTC());
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        Telling telling = new Telling(out, json);
        CountDownLatch ended = new CountDownLatch(1);
        // Ctrl-C ends the process by a signal; the store is closed and the ledger checked before it goes.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            end(sandbox, telling, place);
                            ended.countDown();
                        },
                        "sandbox-end"));
        telling.places(sandbox);
        sandbox.story().listen(telling::entry);
        Playground.open(sandbox);
        if (!noOpen) {
            Browser.open(sandbox.slack().base(), System.getenv());
        }
        ended.await();
        return 0;
    }

    private static void end(Sandbox sandbox, Telling telling, TemporaryFolder place) {
        try (place;
                sandbox) {
            sandbox.stopGate();
            telling.ledger(sandbox.installation().store());
        }
    }
}
