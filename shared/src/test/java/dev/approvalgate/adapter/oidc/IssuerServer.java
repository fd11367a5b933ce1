package dev.approvalgate.adapter.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An issuer on a loopback port, whose answers a test chooses and counts. */
final class IssuerServer implements AutoCloseable {

    /** How to answer one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    final AtomicInteger metadataRequests = new AtomicInteger();
    final AtomicInteger keyRequests = new AtomicInteger();
    private final String path;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer metadata;
    private volatile Answer keys = text("{\"keys\":[]}");

    IssuerServer() throws IOException {
        this("");
    }

    /** An issuer below a path of its host. */
    IssuerServer(String path) throws IOException {
        this.path = path;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        metadata = metadata(issuer(), issuer() + "/keys");
        server.createContext(path + "/.well-known/openid-configuration", exchange -> {
            metadataRequests.incrementAndGet();
            metadata.to(exchange);
        });
        server.createContext(path + "/keys", exchange -> {
            keyRequests.incrementAndGet();
            keys.to(exchange);
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void publish(SigningPair... pairs) {
        publish(Arrays.stream(pairs).map(SigningPair::jwk).toArray(String[]::new));
    }

    void publish(String... jwks) {
        keys = text(Arrays.stream(jwks).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    void answerKeys(Answer answer) {
        keys = answer;
    }

    void answerMetadata(Answer answer) {
        metadata = answer;
    }

    static Answer metadata(String issuer, String keys) {
        return text("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}");
    }

    static Answer text(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    static Answer status(int status) {
        return exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, -1);
            }
        };
    }

    static Answer redirect(String to) {
        return exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", to);
                exchange.sendResponseHeaders(302, -1);
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
