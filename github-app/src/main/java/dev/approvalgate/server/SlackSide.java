package dev.approvalgate.server;

import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.adapter.slack.SlackActionHandler;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCommands;
import dev.approvalgate.adapter.slack.SlackInteractions;
import dev.approvalgate.adapter.slack.SlackSignature;
import dev.approvalgate.adapter.slack.SlackSocket;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.Tickets;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.http.SlackCalls;
import dev.approvalgate.server.metrics.GateMetrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which Slack reaches the gate, and what is done with clicks. */
final class SlackSide {

    private final SlackSettings settings;
    private final SlackApi api;
    private final SlackInteractions interactions;
    private final SlackCommands commands;
    private final SlackActionHandler actions;
    private final Clock clock;

    SlackSide(
            SlackSettings settings,
            SlackApi api,
            SlackCommands commands,
            Reviews reviews,
            Inbox inbox,
            Tickets tickets,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.api = api;
        this.commands = commands;
        this.interactions = new SlackInteractions(api, reviews, inbox, tickets, clock, random);
        this.actions = new SlackActionHandler(api, reviews, inbox, clock);
        this.clock = clock;
    }

    /** Keeps a socket open where Slack does not call. */
    void start(Resources resources, GateMetrics metrics) {
        if (settings.mode() == SlackSettings.Mode.SOCKET) {
            var socket = resources.add(
                    "the socket to Slack", new SlackSocket(api, interactions, commands, counted(metrics)));
            metrics.gauge("gate_slack_sockets", "connections to Slack that stand", socket::connections);
            socket.start();
        }
    }

    private static SlackSocket.Listener counted(GateMetrics metrics) {
        return new SlackSocket.Listener() {
            @Override
            public void lost(String why) {
                metrics.slackSocketLost();
            }

            @Override
            public void strangers(int others) {
                metrics.slackSocketStrangers(others);
            }
        };
    }

    WorkHandler handler() {
        return actions;
    }

    SlackInteractions interactions() {
        return interactions;
    }

    /** {@return what takes Slack's calls over HTTP; empty where a socket is used} */
    Optional<SlackCalls> calls() {
        if (settings.mode() == SlackSettings.Mode.SOCKET) {
            return Optional.empty();
        }
        var signatures = new SlackSignature(settings.signingSecrets(), clock);
        return Optional.of(new SlackCalls() {
            @Override
            public void verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
                signatures.verify(timestamp, signature, body);
            }

            @Override
            public Optional<String> interaction(String payload) {
                String json = interactions.handle(payload).json();
                return json.isEmpty() ? Optional.empty() : Optional.of(json);
            }

            @Override
            public String command(Map<String, String> fields) {
                return commands.handle(fields).json();
            }
        });
    }
}
