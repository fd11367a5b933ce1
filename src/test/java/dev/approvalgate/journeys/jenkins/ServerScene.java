package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.CiHost;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;

/** A controller that asks a server, the server with its Slack, and another host that the server believes as well. */
final class ServerScene implements AutoCloseable {

    private final int port = FreePort.find();
    private final Scene company;
    private final CiHost other;
    private final RunningJenkins jenkins;

    private ServerScene(Path folder, List<String> jobs) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jenkins"));
        company = Scene.set(Files.createDirectories(folder.resolve("gate")), Settings.USUAL, UnaryOperator.identity());
        other = new CiHost(company.clock());
        URI server = company.files().url();
        Files.writeString(home.resolve("jenkins.yaml"), JenkinsFiles.ofServer(port, server));
        Files.writeString(
                company.files().config(),
                JenkinsFiles.issuer(port, server)
                        + "  - { issuer: \"%s\", audience: \"%s\", kind: jenkins }%n"
                                .formatted(other.issuer(), GateFiles.OUR_AUDIENCE),
                StandardOpenOption.APPEND);
        Files.writeString(company.files().policy(), JenkinsFiles.policy(port, company.slack(), jobs));
        company.start();
        jenkins = RunningJenkins.start(home, port);
    }

    /** Starts the server and then the controller; the policy knows some jobs. */
    static ServerScene start(Path folder, String... jobs) throws IOException {
        return new ServerScene(folder, List.of(jobs));
    }

    /** Makes a job and starts its first build. {@return its request} */
    String begin(String job, String script) {
        client().createPipeline(job, script);
        client().build(job);
        return client().awaitRequest(job, 1);
    }

    /** {@return a caller of the controller} */
    JenkinsClient client() {
        return jenkins.client("ada");
    }

    /** {@return the controller} */
    RunningJenkins jenkins() {
        return jenkins;
    }

    /** {@return the port of the controller} */
    int port() {
        return port;
    }

    /** {@return whether a token lives, as the server says} */
    boolean lives(String token) {
        return company.introspect(token).json().path("active").asBoolean();
    }

    /** Waits until the server has withdrawn a request. */
    void awaitWithdrawn(String request) {
        Scene.eventually()
                .until(() -> company.ledger()
                        .lines()
                        .anyMatch(event -> event.contains(request)
                                && event.contains("request.settled")
                                && event.contains("cancelled")));
    }

    /** {@return what is around the server} */
    Scene company() {
        return company;
    }

    /** {@return another host} */
    CiHost other() {
        return other;
    }

    /** Approves in Slack what a job asks for. */
    void approve(String job) {
        assertThat(company.click(Someone.APPROVER_1, awaitMessage(job), "Approve")
                        .problem())
                .isEmpty();
    }

    /** Approves in Slack everything that a job asks for. */
    void approveAll(String job, int count) {
        Scene.eventually()
                .until(() -> messages(job), found -> found.size() == count)
                .forEach(message -> assertThat(company.click(Someone.APPROVER_1, message, "Approve")
                                .problem())
                        .isEmpty());
    }

    /** Waits until what a job asks for is shown in Slack. */
    SlackMessage awaitMessage(String job) {
        return Scene.eventually()
                .until(() -> messages(job), found -> !found.isEmpty())
                .get(0);
    }

    /** {@return what was posted about a job, without the answers to it} */
    List<SlackMessage> messages(String job) {
        return company.slack().messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .filter(message -> Shown.text(message.blocks()).contains(job))
                .toList();
    }

    @Override
    public void close() {
        try {
            jenkins.close();
        } finally {
            company.close();
            other.close();
        }
    }
}
