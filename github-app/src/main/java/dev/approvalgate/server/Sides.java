package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.http.SlackCalls;
import dev.approvalgate.server.http.Webhooks;
import dev.approvalgate.server.metrics.GateMetrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which the systems outside reach the gate.
 *
 * @param requests what pipelines do, counted
 * @param links people's way to link their accounts
 * @param slack Slack's way, or {@code null} where it is not used
 * @param github GitHub's way, or {@code null} where it is not used
 */
record Sides(
        Requests requests,
        LinkSide links,
        @Nullable SlackSide slack,
        @Nullable GitHubSide github) {

    static Sides of(
            GateSettings settings,
            Outside outside,
            SqliteStore store,
            Requests requests,
            Reviews reviews,
            LinkSide links,
            Clock clock,
            SecureRandom random) {
        SlackSettings slack = settings.slack();
        GithubSettings github = settings.github();
        return new Sides(
                requests,
                links,
                slack == null || outside.slack() == null
                        ? null
                        : new SlackSide(
                                slack,
                                outside.slack(),
                                links.commands(outside.slack()),
                                reviews,
                                store.inbox(),
                                store.tickets(),
                                clock,
                                random),
                github == null || outside.github() == null
                        ? null
                        : new GitHubSide(
                                github, outside.github(), requests, reviews, store.inbox(), store.work(), clock));
    }

    /** {@return the core's handlers, that of the keys, and those of what comes in} */
    Collection<WorkHandler> handlers(List<WorkHandler> core, WorkHandler keys) {
        var handlers = new ArrayList<>(core);
        handlers.add(keys);
        handlers.add(links.handler());
        if (slack != null) {
            handlers.add(slack.handler());
        }
        if (github != null) {
            handlers.addAll(github.handlers());
        }
        return handlers;
    }

    @Nullable
    Webhooks webhooks() {
        return github == null ? null : github.webhooks().orElse(null);
    }

    @Nullable
    SlackCalls slackCalls() {
        return slack == null ? null : slack.calls().orElse(null);
    }

    /** Begins to listen where the gate itself goes and looks. */
    void start(Resources resources, GateMetrics metrics) {
        if (github != null) {
            github.start();
        }
        if (slack != null) {
            slack.start(resources, metrics);
        }
    }
}
