package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.slack.SlackActionHandler;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCommands;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.adapter.slack.SlackInteractions;
import dev.approvalgate.adapter.slack.SlackSignature;
import dev.approvalgate.adapter.slack.SlackSocket;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.link.Linking;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.work.WorkHandler;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which Slack reaches the gate: a socket that the gate keeps open, or calls to the controller. */
public final class SlackLink implements AutoCloseable {

    private final SlackInteractions interactions;
    private final SlackCommands commands;
    private final SlackActionHandler actions;
    private final @Nullable SlackSignature signature;
    private final @Nullable SlackSocket socket;
    private final SocketWatch watch;

    SlackLink(
            SlackConnection connection,
            SlackApi api,
            Reviews reviews,
            PolicySource policies,
            Linking linking,
            SqliteStore store,
            Clock clock,
            SecureRandom random) {
        interactions = new SlackInteractions(api, reviews, store.inbox(), store.tickets(), clock, random);
        commands = new SlackCommands(api, policies, linking, null);
        actions = new SlackActionHandler(api, reviews, store.inbox(), clock);
        signature =
                connection.signingSecrets().isEmpty() ? null : new SlackSignature(connection.signingSecrets(), clock);
        watch = new SocketWatch(clock);
        socket = connection.appToken() == null ? null : new SlackSocket(api, interactions, commands, watch);
    }

    WorkHandler handler() {
        return actions;
    }

    void start() {
        if (socket != null) {
            socket.start();
        }
    }

    /** {@return what is wrong with the socket, for administrators; empty where nothing is} */
    public Optional<String> trouble() {
        return watch.trouble();
    }

    /**
     * Checks that a call comes from Slack.
     *
     * @return whether calls are taken at all
     */
    public boolean verify(@Nullable String timestamp, @Nullable String signed, byte[] body) {
        if (signature == null) {
            return false;
        }
        signature.verify(timestamp, signed, body);
        return true;
    }

    /** {@return the answer to an interaction; empty for none} */
    public String interaction(String payload) {
        return interactions.handle(payload).json();
    }

    /** {@return the answer to a command} */
    public String command(Map<String, String> fields) {
        return commands.handle(fields).json();
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
