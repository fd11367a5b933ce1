package dev.approvalgate.server.sandbox.play;

import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.server.GateServer;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.page.Story;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import dev.approvalgate.server.sandbox.world.Installation;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import dev.approvalgate.server.sandbox.world.Newcomer;
import dev.approvalgate.server.sandbox.world.Payments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The real gate between stand-ins for Slack and GitHub, with a company that uses it. All on 127.0.0.1, with fresh keys and a store of its own. */
public final class Sandbox implements AutoCloseable {
    private final Clock clock;
    private final SlackStandIn slack;
    private final GitHubStandIn github;
    private final Payments payments;
    private final Installation installation;
    private final Story story;
    private final GateServer gate;

    private Sandbox(Path folder, int port, Ways ways, Clock clock) {
        this.clock = clock;
        this.story = new Story(clock);
        this.slack =
                SlackStandIn.start(StandInSetup.of(SlackWorkspace.withRoles(SlackApp.fresh("Approval Gate")), clock)
                        .onPort(port));
        try {
            this.github = GitHubStandIn.start(clock);
        } catch (RuntimeException e) {
            slack.close();
            throw e;
        }
        try {
            this.payments = Payments.found(github);
            Newcomer.joins(slack, github);
            this.installation = Installation.write(folder, slack, github, ways);
            connect(ways);
            this.gate =
                    GateServer.start(GateFile.read(installation.config(), Map.of("GATE_KEY_FILE", "gate.key")), clock);
        } catch (RuntimeException e) {
            slack.close();
            github.close();
            throw e;
        }
    }

    /**
     * Starts everything, or nothing.
     *
     * @param folder where the installation's files are written; must not hold one yet
     * @param port the port of the page, or 0 for any free one
     */
    public static Sandbox start(Path folder, int port, Ways ways, Clock clock) {
        return new Sandbox(folder, port, ways, clock);
    }

    private void connect(Ways ways) {
        Narrator narrator = new Narrator(story, slack.workspace());
        slack.server().intercept(narrator);
        github.server().intercept(narrator);
        URI gateUrl = installation.url();
        if (!ways.socket()) {
            slack.target(gateUrl.resolve("/slack/interactions"), gateUrl.resolve("/slack/commands"));
        }
        github.webhookUrl(ways.pull() ? null : gateUrl.resolve("/webhooks/github"));
    }

    /** {@return the time of everything here} */
    public Clock clock() {
        return clock;
    }

    /** {@return Slack} */
    public SlackStandIn slack() {
        return slack;
    }

    /** {@return GitHub} */
    public GitHubStandIn github() {
        return github;
    }

    /** {@return the repository that is deployed} */
    public Payments payments() {
        return payments;
    }

    /** {@return the gate's files} */
    public Installation installation() {
        return installation;
    }

    /** {@return what is told} */
    public Story story() {
        return story;
    }

    /** {@return the gate's public address, which its tokens name as their issuer} */
    public URI gateUrl() {
        return gate.publicUrl();
    }

    /** {@return the gate's admin address, which the policy commands can ask} */
    public URI adminUrl() {
        return gate.adminUrl();
    }

    /** Stops the gate alone, so that its store is at rest. */
    public void stopGate() {
        gate.close();
    }

    /** Stops the gate first, then what it talks to. */
    @Override
    public void close() {
        try {
            stopGate();
        } finally {
            slack.close();
            github.close();
        }
    }
}
