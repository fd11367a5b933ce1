package dev.approvalgate.journeys.jenkins;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A controller as a process of its own, on a port that stays the same over restarts. */
final class RunningJenkins implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final long END_SECONDS = 60;

    private final Path home;
    private final int port;
    private Process process;

    private RunningJenkins(Path home, int port) throws IOException {
        this.home = home;
        this.port = port;
        this.process = begin();
    }

    /** Fills a folder and starts a controller in it; returns when it is ready. */
    static RunningJenkins start(Path home) throws IOException {
        JenkinsHome.fill(home);
        var jenkins = new RunningJenkins(home, Ports.free());
        jenkins.awaitReady();
        return jenkins;
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-Djava.awt.headless=true",
                        "-Djenkins.install.runSetupWizard=false",
                        "-DJENKINS_HOME=" + home,
                        "-jar",
                        System.getProperty("jenkins.war"),
                        "--httpListenAddress=127.0.0.1",
                        "--httpPort=" + port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
    }

    private void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(250)).until(this::isReady);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("Jenkins ended with status " + process.exitValue() + ":\n" + log());
        }
        try {
            return Http.get(url().resolve("api/json"), Map.of()).status() == 200;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    /** Lets it end in order, as {@code safe-exit} does, and starts it again on the same folder. */
    void restart() throws IOException {
        client().post("exit");
        awaitEnd();
        again();
    }

    /** Ends it as a power failure would (SIGKILL), and starts it again on the same folder. */
    void killAndStart() throws IOException {
        process.destroyForcibly();
        awaitEnd();
        again();
    }

    private void again() throws IOException {
        process = begin();
        awaitReady();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Jenkins did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@return its address} */
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** {@return its folder} */
    Path home() {
        return home;
    }

    /** {@return a client of it, as a script has one} */
    JenkinsClient client() {
        return new JenkinsClient(url());
    }

    private Path logFile() {
        return home.resolve("controller.log");
    }

    /** {@return what it wrote so far} */
    String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
