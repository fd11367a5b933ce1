package dev.approvalgate.journeys.targets;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something that can be deployed to: takes whatever reaches it, and remembers with which headers. */
final class Target implements AutoCloseable {

    private final HttpServer server;
    private final List<Headers> deployments = new CopyOnWriteArrayList<>();

    private Target(HttpServer server) {
        this.server = server;
    }

    static Target start() {
        try {
            var target = new Target(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            target.server.createContext("/", call -> {
                target.deployments.add(call.getRequestHeaders());
                call.getRequestBody().readAllBytes();
                call.sendResponseHeaders(204, -1);
                call.close();
            });
            target.server.start();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return the headers of all that reached it} */
    List<Headers> deployments() {
        return List.copyOf(deployments);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
