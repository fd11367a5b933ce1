package dev.approvalgate.server.sandbox.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port for a server that must have the same one when it is started again. */
public final class FreePort {

    /** Linux gives connections those from 32,768 on, most others those from 49,152 on: such a port may be gone when it is needed. */
    private static final int BEYOND = 32_768;

    private static final int FIRST = 20_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * {@return a port of the loopback address that nobody listens at now, and no connection is given}
     *
     * @throws IllegalStateException if a hundred ports are taken
     */
    public static int find() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one.
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (BEYOND - 1) + " is free");
    }
}
