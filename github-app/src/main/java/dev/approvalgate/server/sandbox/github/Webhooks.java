package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Body;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Delivers webhooks in order, on a thread of its own, and records how that went. Without an address it only records, for callers that pull. */
final class Webhooks implements AutoCloseable {

    private static final int MAX_RECORDED = 10_000;
    private static final Duration KEPT = Duration.ofDays(3);

    private final World world;
    private final Supplier<AppIdentity> app;
    private final Sender sender = new Sender();
    private final Deque<Delivery> newestFirst = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "github-webhooks");
        created.setDaemon(true);
        return created;
    });

    Webhooks(World world, Supplier<AppIdentity> app) {
        this.world = world;
        this.app = app;
    }

    /** Sends an event of a repository, if the App is installed there and subscribes to it. Events without a repository are always sent. */
    void send(String event, @Nullable String action, @Nullable Repo repo, Map<String, Object> payload) {
        Long repositoryId = null;
        Long installationId = null;
        if (repo != null) {
            Optional<Installation> installation = world.installationOf(repo);
            if (installation.isEmpty() || !app.get().events().contains(event)) {
                return;
            }
            repositoryId = repo.id();
            installationId = installation.get().id();
        }
        Body body = Body.of(Json.write(payload));
        String guid = UUID.randomUUID().toString();
        dispatch(new Outgoing(guid, event, action, installationId, repositoryId, false, body));
    }

    /** Sends a recorded webhook again, under the same guid and signed with the present secret. */
    void redeliver(Delivery delivery) {
        dispatch(Outgoing.again(delivery));
    }

    private void dispatch(Outgoing webhook) {
        AppIdentity identity = app.get();
        Map<String, String> headers = Sender.headers(identity, webhook);
        URI url = identity.webhookUrl().orElse(null);
        if (url == null) {
            record(webhook, headers, "", Sender.unreachable(), Duration.ZERO);
            return;
        }
        thread.execute(() -> {
            long start = System.nanoTime();
            Sender.Outcome outcome = sender.post(url, headers, webhook);
            record(webhook, headers, url.toString(), outcome, Duration.ofNanos(System.nanoTime() - start));
        });
    }

    private void record(
            Outgoing webhook, Map<String, String> headers, String url, Sender.Outcome outcome, Duration duration) {
        synchronized (newestFirst) {
            newestFirst.addFirst(new Delivery(
                    world.nextId(),
                    webhook.guid(),
                    webhook.event(),
                    webhook.action(),
                    webhook.installationId(),
                    webhook.repositoryId(),
                    webhook.redelivery(),
                    world.now(),
                    duration,
                    url,
                    Collections.unmodifiableMap(headers),
                    webhook.payload(),
                    outcome.statusCode(),
                    outcome.status(),
                    outcome.answer()));
            while (newestFirst.size() > MAX_RECORDED) {
                newestFirst.removeLast();
            }
        }
    }

    void forget() {
        synchronized (newestFirst) {
            newestFirst.clear();
        }
    }

    /** What was delivered in the last three days, newest first. */
    List<Delivery> deliveries() {
        Instant oldest = world.now().minus(KEPT);
        synchronized (newestFirst) {
            List<Delivery> kept = new ArrayList<>(newestFirst);
            kept.removeIf(delivery -> delivery.deliveredAt().isBefore(oldest));
            return kept;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
