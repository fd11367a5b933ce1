package dev.approvalgate.journeys.jenkins;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.adapter.store.SqliteReader;
import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.journeys.world.Shown;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** A controller that asks in itself, the stand-in for Slack, and the people: Ada starts builds, Grace may approve them. */
final class JenkinsScene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SlackStandIn slack = SlackStandIn.start(
            StandInSetup.of(SlackWorkspace.withRoles(SlackApp.fresh("Approval Gate")), Clock.systemUTC()));
    private final int port = FreePort.find();
    private final Path home;
    private final SortedMap<String, String> jobs;
    private final RunningJenkins jenkins;

    private JenkinsScene(Path home, Fault fault, JenkinsFiles.Way way, SortedMap<String, String> jobs)
            throws IOException {
        this.home = home;
        this.jobs = jobs;
        fault.strike(slack);
        Files.createDirectories(policy().getParent());
        Files.writeString(home.resolve("jenkins.yaml"), JenkinsFiles.embedded(port, slack, way));
        mendPolicy();
        jenkins = RunningJenkins.start(home, port);
    }

    /** What is wrong with Slack from the start. */
    @FunctionalInterface
    interface Fault {
        /** Nothing is wrong. */
        Fault NONE = slack -> {};

        void strike(SlackStandIn slack);
    }

    /** Starts a controller whose policy knows some jobs. */
    static JenkinsScene start(Path home, String... jobs) throws IOException {
        return new JenkinsScene(home, Fault.NONE, JenkinsFiles.Way.SOCKET, JenkinsFiles.inline(List.of(jobs)));
    }

    /** The same where Slack calls the controller. */
    static JenkinsScene called(Path home, String... jobs) throws IOException {
        var scene = new JenkinsScene(home, Fault.NONE, JenkinsFiles.Way.CALLS, JenkinsFiles.inline(List.of(jobs)));
        URI gate = scene.jenkins.url().resolve("approval-gate/");
        scene.slack.target(gate.resolve("interactions"), gate.resolve("commands"));
        return scene;
    }

    /** The same with a Slack that does not work. */
    static JenkinsScene start(Path home, Fault fault, String... jobs) throws IOException {
        return new JenkinsScene(home, fault, JenkinsFiles.Way.SOCKET, JenkinsFiles.inline(List.of(jobs)));
    }

    /** The same with jobs of any definition, whose path stands behind their name. */
    static JenkinsScene start(Path home, SortedMap<String, String> jobs) throws IOException {
        return new JenkinsScene(home, Fault.NONE, JenkinsFiles.Way.SOCKET, jobs);
    }

    /** Writes the policy as it should be. */
    void mendPolicy() throws IOException {
        Files.writeString(policy(), JenkinsFiles.policy(port, slack, jobs));
    }

    /** {@return the policy file} */
    Path policy() {
        return home.resolve("approval-gate/policy.yaml");
    }

    /** {@return who starts builds} */
    JenkinsClient ada() {
        return jenkins.client("ada");
    }

    /** {@return who may approve} */
    JenkinsClient grace() {
        return jenkins.client("grace");
    }

    /** {@return the controller} */
    RunningJenkins jenkins() {
        return jenkins;
    }

    /** {@return Slack} */
    SlackStandIn slack() {
        return slack;
    }

    /** {@return a file of a job's workspace} */
    Path inWorkspace(String job, String name) {
        return home.resolve("workspace").resolve(job).resolve(name);
    }

    /** {@return what Jenkins keeps of a build beside its console} */
    String build(String job, int number) throws IOException {
        return Files.readString(home.resolve("jobs/" + job + "/builds/" + number + "/build.xml"));
    }

    /** Waits until a block wrote its token into its workspace. {@return the token} */
    String awaitToken(String job) throws IOException {
        Path file = inWorkspace(job, "token");
        await("a token").atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
        return Files.readString(file);
    }

    /** {@return what was posted, oldest first} */
    List<SlackMessage> messages() {
        return slack.messages(SlackWorkspace.DEPLOYMENTS).stream()
                .filter(message -> message.thread().isEmpty())
                .toList();
    }

    /** Waits until a request was posted. {@return the only message} */
    SlackMessage awaitMessage() {
        return await("a message")
                .atMost(PATIENCE)
                .until(this::messages, found -> found.size() == 1)
                .get(0);
    }

    /** Waits until what a job asks for was posted. {@return the message} */
    SlackMessage awaitMessageOf(String job) {
        return await("a message of " + job)
                .atMost(PATIENCE)
                .until(
                        () -> messages().stream()
                                .filter(message -> Shown.text(message.blocks()).contains(job))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    /** Presses the button with a label, once Slack has a socket to say so. */
    void click(String user, SlackMessage message, String label) {
        await("a socket").atMost(PATIENCE).until(() -> slack.socketConnections() > 0);
        press(user, message, label);
    }

    /** Presses the button with a label. */
    void press(String user, SlackMessage message, String label) {
        SlackMessage now = slack.thread(message.ts()).get(0);
        String button = Shown.button(now.blocks(), label).orElseThrow();
        String problem = slack.click(user, message.ts(), button).problem();
        if (!problem.isEmpty()) {
            throw new AssertionError(problem);
        }
    }

    /** {@return every event of the ledger, one a line} */
    String ledger() throws IOException {
        var text = new StringWriter();
        try (SqliteReader reader = SqliteReader.open(home.resolve("approval-gate/gate.db"))) {
            LedgerExport.write(reader.ledger(), text);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            jenkins.close();
        } finally {
            slack.close();
        }
    }
}
