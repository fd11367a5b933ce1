package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.github.AppDeliveries;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.GitHubSignature;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.github.DeliveryHandler;
import dev.approvalgate.server.github.DeliveryObserver;
import dev.approvalgate.server.github.PollHandler;
import dev.approvalgate.server.github.WebhookIntake;
import dev.approvalgate.server.http.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which GitHub reaches the gate: webhooks, or deliveries that are read, and what is done with them. */
final class GitHubSide {

    /** Where webhooks come, the record is read only for those that did not. */
    private static final Duration RECOVER_EVERY = Duration.ofMinutes(2);

    private static final Duration PULL_EVERY = Duration.ofSeconds(5);

    private final GithubSettings settings;
    private final WebhookIntake intake;
    private final DeliveryHandler deliveries;
    private final PollHandler poll;

    GitHubSide(
            GithubSettings settings,
            GitHubHttp http,
            Requests requests,
            Reviews reviews,
            Inbox inbox,
            WorkQueue work,
            Clock clock) {
        this.settings = settings;
        this.intake = new WebhookIntake(inbox, work, clock, DeliveryObserver.NONE);
        this.deliveries = new DeliveryHandler(inbox, http, requests, reviews, clock, DeliveryObserver.NONE);
        boolean pull = settings.mode() == GithubSettings.Mode.PULL;
        this.poll = new PollHandler(
                new AppDeliveries(http),
                intake,
                work,
                clock,
                pull ? PollHandler.Mode.PULL : PollHandler.Mode.RECOVER,
                pull ? PULL_EVERY : RECOVER_EVERY);
    }

    List<WorkHandler> handlers() {
        return List.of(deliveries, poll);
    }

    /** {@return what takes webhooks; empty in pull mode} */
    Optional<Webhooks> webhooks() {
        if (settings.mode() == GithubSettings.Mode.PULL) {
            return Optional.empty();
        }
        var signature = new GitHubSignature(settings.webhookSecrets());
        return Optional.of(new Webhooks() {
            @Override
            public void verify(@Nullable String header, byte[] body) {
                signature.verify(header, body);
            }

            @Override
            public boolean accept(String delivery, String event, String body) {
                WebhookIntake.Taken taken = intake.accept(delivery, event, body);
                return taken == WebhookIntake.Taken.NEW || taken == WebhookIntake.Taken.AGAIN;
            }
        });
    }

    /** Plans the first look at GitHub's record. */
    void start() {
        poll.arm();
    }
}
