package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.work.RetryLater;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Socket Mode: Slack's callbacks without a public address. Holds one connection, opens its successor before Slack ends it, and comes
 * back with growing pauses when it is lost. Raises an alarm where Slack counts more connections than ours: then somebody else holds the
 * app-level token and is handed some of the clicks.
 */
public final class SlackSocket implements AutoCloseable, SocketConnection.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int WORKERS = 4;
    private static final int MOST_WAITING = 200;

    private final SlackApi api;
    private final SecureRandom random = new SecureRandom();
    private final Secret appToken;
    private final SocketFrames frames;
    private final Listener listener;
    private final Set<SocketConnection> greeted = ConcurrentHashMap.newKeySet();
    private final Set<SocketConnection> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService keeper;
    private final ExecutorService workers;
    private volatile boolean closed;
    private final AtomicInteger failures = new AtomicInteger();

    /** Told what happens to the connection; must return quickly. */
    public interface Listener {
        /** Does nothing. */
        Listener NONE = new Listener() {};

        /**
         * Slack has greeted a connection.
         *
         * @param ours how many we hold now
         */
        default void connected(int ours) {}

        /** The connection was lost or could not be made, and is tried again. */
        default void lost(String why) {}

        /**
         * Slack counts connections that are not ours: the app-level token may be stolen (or another replica holds it too).
         *
         * @param others how many
         */
        default void strangers(int others) {}
    }

    /**
     * Connects to nothing yet.
     *
     * @param api the workspace; its connection must have an app-level token
     * @param interactions where interactions are taken in
     * @param commands what answers commands
     * @param listener told what happens
     * @throws GateException with {@code configuration_invalid} where there is no app-level token
     */
    public SlackSocket(SlackApi api, SlackInteractions interactions, SlackCommands commands, Listener listener) {
        Secret token = api.connection().appToken();
        if (token == null) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "slack.app_token is missing; socket mode needs an app-level token (xapp-) with connections:write");
        }
        this.api = api;
        this.appToken = token;
        this.frames = new SocketFrames(interactions, commands);
        this.listener = listener;
        this.keeper = Executors.newSingleThreadScheduledExecutor(daemons("slack-socket"));
        this.workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), daemons("slack-action"));
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Connects in the background and stays connected.
     *
     * @throws GateException with {@code configuration_invalid} where Slack refuses the app-level token; an unreachable Slack is tried
     *     again instead
     */
    public void start() {
        try {
            connect();
        } catch (GateException e) {
            if (e.reason().kind() != ReasonCode.Kind.UNAVAILABLE) {
                throw e;
            }
            comeBack(e);
        }
    }

    /** {@return how many connections Slack has greeted and not ended} */
    public int connections() {
        return greeted.size();
    }

    private void connect() {
        if (closed) {
            return;
        }
        URI address =
                SocketAddress.check(api.openSocket(appToken), api.connection().apiUrl());
        var connection = new SocketConnection(address, this);
        all.add(connection);
        connection.connect();
    }

    private void comeBack(Exception why) {
        String message =
                why instanceof GateException ? why.getMessage() : why.getClass().getSimpleName();
        comeBack(String.valueOf(message), why instanceof RetryLater later ? later.after() : Duration.ZERO);
    }

    private void comeBack(String why, Duration atLeast) {
        if (closed) {
            return;
        }
        listener.lost(why);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures.getAndIncrement(), 6));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        pause = pause.compareTo(atLeast) < 0 ? atLeast : pause;
        long spread = random.nextLong(pause.toMillis() / 4 + 1);
        LOG.warn("no connection to Slack ({}); trying again in {} s", why, pause.toSeconds());
        later(pause.toMillis() + spread);
    }

    private void later(long millis) {
        try {
            var unused = keeper.schedule(this::tryToConnect, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    private void tryToConnect() {
        try {
            connect();
        } catch (RuntimeException e) {
            comeBack(e);
        }
    }

    @Override
    public void received(SocketConnection from, String frame) {
        ObjectNode json;
        try {
            json = Json.readObject(frame);
        } catch (GateException e) {
            LOG.warn("Slack sent a frame that cannot be read: {}", e.getMessage());
            return;
        }
        switch (Json.text(json, "type")) {
            case "hello" -> hello(from, json.path("num_connections").asInt(0));
            case "disconnect" -> disconnect(from, Json.text(json, "reason"));
            default -> work(from, json);
        }
    }

    private void hello(SocketConnection from, int counted) {
        failures.set(0);
        greeted.add(from);
        int ours = greeted.size();
        listener.connected(ours);
        if (counted > ours) {
            LOG.error(
                    "Slack counts {} socket connections of this app and {} are ours: whoever holds the others is handed some of the "
                            + "clicks. If no other replica runs, revoke the app-level token",
                    counted,
                    ours);
            listener.strangers(counted - ours);
        }
        // The successor stands: those that Slack wants to end can go.
        greeted.stream().filter(SocketConnection::isRetired).forEach(SocketConnection::close);
    }

    private void disconnect(SocketConnection from, String reason) {
        if (reason.equals("link_disabled")) {
            LOG.error("Slack says that socket mode is switched off for this app; switch it on in the app's settings");
            return;
        }
        if (from.retire()) {
            later(0);
        }
    }

    private void work(SocketConnection from, ObjectNode envelope) {
        if (Json.text(envelope, "envelope_id").isEmpty()) {
            return;
        }
        try {
            workers.execute(() -> frames.acknowledge(envelope).ifPresent(from::answer));
        } catch (RejectedExecutionException e) {
            LOG.warn("too many clicks at once; one was not acknowledged, and the person was told so by Slack");
        }
    }

    @Override
    public void ended(SocketConnection connection, String why) {
        greeted.remove(connection);
        all.remove(connection);
        if (!connection.isRetired()) {
            comeBack(why, Duration.ZERO);
        }
    }

    /** Ends all connections and waits a moment for clicks that are being stored. */
    @Override
    public void close() {
        closed = true;
        keeper.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(SocketConnection::close);
    }
}
