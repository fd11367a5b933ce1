package dev.approvalgate.adapter.slack;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ServerHandshake;

/** One WebSocket. Says what happens on it to its owner, and nothing more than once. */
final class SocketConnection extends WebSocketClient {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_SECONDS = 30;
    private static final int LARGEST_FRAME = 4 << 20;

    private final Owner owner;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean retired = new AtomicBoolean();

    /** Told on the connection's own thread; must not block. */
    interface Owner {
        void received(SocketConnection from, String frame);

        void ended(SocketConnection connection, String why);
    }

    SocketConnection(URI address, Owner owner) {
        super(address, new Draft_6455(List.of(), LARGEST_FRAME), null, CONNECT_MILLIS);
        this.owner = owner;
        setDaemon(true);
        setConnectionLostTimeout(SILENCE_SECONDS);
    }

    /** Marks it as to be replaced. {@return whether this is the first time} */
    boolean retire() {
        return retired.compareAndSet(false, true);
    }

    boolean isRetired() {
        return retired.get();
    }

    /** Sends if the connection still stands; Slack repeats what is not acknowledged. */
    void answer(String frame) {
        try {
            send(frame);
        } catch (WebsocketNotConnectedException gone) {
            // What came over it is durable and has one id, so that a repetition has no second effect.
        }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        // A connection counts once Slack has said hello.
    }

    @Override
    public void onMessage(String frame) {
        owner.received(this, frame);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        end("closed with code " + code);
    }

    @Override
    public void onError(Exception failure) {
        // The message may quote the address, which holds a ticket.
        end(failure.getClass().getSimpleName());
    }

    private void end(String why) {
        if (ended.compareAndSet(false, true)) {
            owner.ended(this, why);
            close();
        }
    }
}
