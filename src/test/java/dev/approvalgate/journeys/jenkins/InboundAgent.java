package dev.approvalgate.journeys.jenkins;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine of its own that runs what builds do: a process that calls the controller. The controller itself then runs nothing. */
final class InboundAgent implements AutoCloseable {

    /** Its name on the controller. */
    static final String NAME = "deploy-1";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long END_SECONDS = 30;
    private static final int OK = 200;

    private static final String SET_UP = """
            import hudson.slaves.*
            def jenkins = Jenkins.get()
            jenkins.numExecutors = 0
            jenkins.labelString = ''
            def agent = new DumbSlave('%s', '%s', new JNLPLauncher())
            agent.labelString = 'deploy'
            agent.numExecutors = 4
            jenkins.addNode(agent)
            print jenkins.getComputer('%s').jnlpMac
            """;

    private final Path folder;
    private final Process process;

    private InboundAgent(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Takes all work from the controller and starts an agent with the label {@code deploy} in a folder. */
    static InboundAgent start(RunningJenkins jenkins, Path folder) throws IOException {
        String secret = jenkins.client("admin").script(SET_UP.formatted(NAME, folder, NAME));
        Path jar = folder.resolve("agent.jar");
        download(jenkins.url().resolve("jnlpJars/agent.jar"), jar);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        jar.toString(),
                        "-url",
                        jenkins.url().toString(),
                        "-name",
                        NAME,
                        "-secret",
                        secret.strip(),
                        "-webSocket",
                        "-workDir",
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        var agent = new InboundAgent(folder, process);
        agent.awaitOnline(jenkins.client("ada"));
        return agent;
    }

    private void awaitOnline(JenkinsClient client) {
        try {
            await("an agent").atMost(PATIENCE).until(() -> isOnline(client));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private boolean isOnline(JenkinsClient client) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the agent ended with status " + process.exitValue() + ":\n" + log());
        }
        JsonNode computer = client.get("computer/" + NAME + "/api/json").json();
        return !computer.path("offline").asBoolean(true);
    }

    private static void download(URI from, Path to) throws IOException {
        try {
            HttpResponse<Path> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofFile(to));
            if (answer.statusCode() != OK) {
                throw new IOException(from + " answered " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@return where its jobs work} */
    Path workspaces() {
        return folder.resolve("workspace");
    }

    /** {@return what it wrote} */
    String log() throws IOException {
        return Files.readString(folder.resolve("agent.log"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the agent did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
