package dev.approvalgate.journeys.jenkins;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.server.sandbox.world.FreePort;
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
    private static final int OK = 200;
    /** Where users are set up, a caller without a name reads nothing. */
    private static final int FORBIDDEN = 403;

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
        return start(home, FreePort.find());
    }

    /** The same on a port that the folder's files speak of already. */
    static RunningJenkins start(Path home, int port) throws IOException {
        JenkinsHome.fill(home);
        var jenkins = new RunningJenkins(home, port);
        jenkins.awaitReady();
        return jenkins;
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-Djava.awt.headless=true",
                        "-Djenkins.install.runSetupWizard=false",
                        // Repositories of tests are folders.
                        "-Dhudson.plugins.git.GitSCM.ALLOW_LOCAL_CHECKOUT=true",
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
            int status = Http.get(url().resolve("api/json"), Map.of()).status();
            return status == OK || status == FORBIDDEN;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    /** Lets it end in order, as a service manager does (SIGTERM), and starts it again on the same folder. */
    void restart() throws IOException {
        restart(() -> {});
    }

    /** The same, with something done to its folder in between. */
    void restart(Meanwhile meanwhile) throws IOException {
        process.destroy();
        awaitEnd();
        meanwhile.happens();
        again();
    }

    /** What is done to the folder of a controller that does not run. */
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws IOException;
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

    /** {@return a client without a name} */
    JenkinsClient client() {
        return JenkinsClient.anonymous(url());
    }

    /** {@return a user's client} */
    JenkinsClient client(String user) {
        return JenkinsClient.of(url(), user);
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
