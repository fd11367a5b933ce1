package dev.approvalgate.journeys.world;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.tools.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, so that it can be killed without a chance to tidy up. */
public final class ChildGate implements RunningGate {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private ChildGate(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code serve} and waits until it is ready. */
    static ChildGate start(GateFiles files, List<String> options) {
        Path log = files.config().resolveSibling("child.log");
        try {
            var builder = new ProcessBuilder(command(
                            options, List.of("serve", "--config", files.config().toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(files.environment());
            var gate = new ChildGate(builder.start(), log);
            await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> gate.isReady(files));
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> options, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A short life: compiling much would only take time from the rest.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.approvalgate.server.Main"));
        command.addAll(arguments);
        return command;
    }

    /** Runs another command of the program to its end, such as {@code ledger verify}. */
    public static Program.Result command(GateFiles files, String... arguments) {
        return command(files.config().getParent(), files.environment(), arguments);
    }

    /** Runs a command as somebody who has none of the installation's files and secrets, such as a job. */
    public static Program.Result command(Path folder, Map<String, String> environment, String... arguments) {
        return Program.of(command(List.of(), List.of(arguments)))
                .in(folder)
                .with(environment)
                .run("", START);
    }

    private boolean isReady(GateFiles files) {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended with status " + process.exitValue() + ":\n" + log());
        }
        try {
            return Http.get(files.url().resolve("/readyz"), Map.of()).status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    /** Ends the process at once, as a power failure would (SIGKILL), and returns when it is gone. */
    public void kill() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server survived SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@return whether the process lives} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what it wrote so far, and what processes before it wrote} */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
