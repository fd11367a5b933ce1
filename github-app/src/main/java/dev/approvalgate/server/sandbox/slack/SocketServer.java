package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Urls;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket side of Socket Mode on a loopback port. A web page, which always names its Origin, is refused. */
final class SocketServer extends WebSocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
    private static final int START_SECONDS = 10;

    private final CountDownLatch started = new CountDownLatch(1);
    private final SocketHub hub;

    SocketServer(InetSocketAddress address, SocketHub hub) {
        super(address, 1);
        this.hub = hub;
        setDaemon(true);
        setReuseAddr(true);
    }

    void startAndWait() {
        start();
        try {
            if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The Socket Mode server did not start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void shutDown() {
        try {
            stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
        String query = URI.create(request.getResourceDescriptor()).getRawQuery();
        String ticket = Urls.parseForm(query).getOrDefault("ticket", "");
        if (request.hasFieldValue("Origin") || !hub.admits(ticket)) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "not admitted");
        }
        return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        hub.opened(connection);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
        hub.closed(connection);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        try {
            JsonNode frame = Json.parse(message);
            JsonNode payload = frame.path("payload");
            String text = payload.isMissingNode() || payload.isNull() ? "" : Json.write(payload);
            hub.acknowledged(frame.path("envelope_id").asText(""), text);
        } catch (JsonProcessingException e) {
            LOG.warn("A Socket Mode frame of {} characters was not JSON.", message.length());
        }
    }

    @Override
    public void onError(@Nullable WebSocket connection, Exception failure) {
        LOG.warn("Socket Mode failed", failure);
    }
}
