package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;

/** Socket Mode: the app's connections, and envelopes that each go to one of them and want an acknowledgement. */
final class SocketHub implements AutoCloseable {
    /** Connections that one app may hold. */
    static final int MOST = 10;

    private final List<WebSocket> connections = new CopyOnWriteArrayList<>();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final String appId;
    private final Duration patience;
    private final SocketServer server;

    SocketHub(String appId, Duration patience) {
        this.appId = appId;
        this.patience = patience;
        this.server = new SocketServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this);
    }

    void start() {
        server.startAndWait();
    }

    Map<String, Method> methods() {
        return Map.of(
                WebApi.CONNECTIONS_OPEN,
                new Method("", arguments -> Json.object().put("url", ticketUrl())));
    }

    private String ticketUrl() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String ticket = HexFormat.of().formatHex(bytes);
        tickets.add(ticket);
        return "ws://127.0.0.1:" + server.getPort() + "/link/?ticket=" + ticket;
    }

    /** Whether a ticket lets one more connection in; it is used up. */
    boolean admits(String ticket) {
        return connections.size() < MOST && tickets.remove(ticket);
    }

    void opened(WebSocket connection) {
        connections.add(connection);
        ObjectNode hello = Json.object().put("type", "hello").put("num_connections", connections.size());
        hello.putObject("debug_info").put("host", "sandbox").put("approximate_connection_time", 18_060);
        hello.putObject("connection_info").put("app_id", appId);
        connection.send(Json.write(hello));
    }

    void closed(WebSocket connection) {
        connections.remove(connection);
    }

    void acknowledged(String envelopeId, String payload) {
        CompletableFuture<String> answer = waiting.get(envelopeId);
        if (answer != null) {
            answer.complete(payload);
        }
    }

    int count() {
        return connections.size();
    }

    /** Announces to every connection that it should be replaced, for one of Slack's reasons. */
    void disconnect(String reason) {
        ObjectNode frame = Json.object().put("type", "disconnect").put("reason", reason);
        frame.putObject("debug_info").put("host", "sandbox");
        connections.forEach(connection -> connection.send(Json.write(frame)));
    }

    /** Cuts every connection without a word. */
    void cut() {
        connections.forEach(connection -> connection.closeConnection(1006, "cut"));
    }

    AppAnswer deliver(Envelope envelope) {
        List<WebSocket> now = List.copyOf(connections);
        if (now.isEmpty()) {
            return AppAnswer.none("The app has no Socket Mode connection.");
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(envelope.id(), answer);
        try {
            now.get(Math.floorMod(turn.getAndIncrement(), now.size())).send(Json.write(envelope.frame()));
            return AppAnswer.of(200, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return AppAnswer.none("The app did not acknowledge within " + patience.toMillis() + " ms.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AppAnswer.none("Interrupted while waiting for the app.");
        } finally {
            waiting.remove(envelope.id());
        }
    }

    @Override
    public void close() {
        server.shutDown();
    }
}
