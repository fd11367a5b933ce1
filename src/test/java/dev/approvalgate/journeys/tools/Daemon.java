package dev.approvalgate.journeys.tools;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that serves a port until it is closed. */
public final class Daemon implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final long END_SECONDS = 10;

    private final Process process;
    private final Path log;

    private Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program in the foreground, and waits until its port takes connections.
     *
     * @param command the program with its arguments
     * @param folder where it runs and leaves its log
     * @param port of the loopback address
     */
    public static Daemon start(List<String> command, Path folder, int port) {
        Path log = folder.resolve("daemon.log");
        try {
            var daemon = new Daemon(
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
            await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> daemon.takes(port));
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean takes(int port) {
        if (!process.isAlive()) {
            throw new AssertionError("it ended with status " + process.exitValue() + ":\n" + log());
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@return what it has written} */
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
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
