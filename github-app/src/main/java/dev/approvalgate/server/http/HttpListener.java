package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** One bound address and what is served there. Bound first, so that its port is known; then started with its endpoints. */
public final class HttpListener implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;
    private final Bounds bounds;
    private final String address;

    private final boolean isPrivate;

    private HttpListener(String name, String host, int port, Bounds bounds, boolean isPrivate) {
        this.bounds = bounds;
        this.isPrivate = isPrivate;
        this.address = host + ":" + port;
        var threads = new QueuedThreadPool(bounds.threads(), 4);
        threads.setName(name);
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(bounds.idle().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(bounds.connections(), connector));
        server.addBean(new SlowHeads(connector, bounds.head().toMillis()));
        server.setErrorHandler(new CoreProblems());
        // What runs is finished by the drain, before this; idle connections are not waited for.
        server.setStopTimeout(0);
    }

    private static HttpConfiguration http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(Bounds.HEAD_BYTES);
        http.setMaxUnconsumedRequestContentReads(16);
        return http;
    }

    /**
     * Binds an address; nothing is answered yet.
     *
     * @param name of its threads
     * @param port 0 for any free one
     * @throws GateException with {@code configuration_invalid} where the address cannot be bound
     */
    public static HttpListener bind(String name, String host, int port) {
        return bind(name, host, port, Bounds.DEFAULT);
    }

    /**
     * Binds an address whose callers are asked nothing: it answers to addresses, to the name localhost and to the host given here only, so
     * that no web page reaches it under a name of its own; and pages of other origins are turned away.
     *
     * @param name of its threads
     * @param port 0 for any free one
     * @throws GateException with {@code configuration_invalid} where the address cannot be bound
     */
    public static HttpListener bindPrivate(String name, String host, int port) {
        return new HttpListener(name, host, port, Bounds.DEFAULT, true).bound();
    }

    static HttpListener bind(String name, String host, int port, Bounds bounds) {
        return new HttpListener(name, host, port, bounds, false).bound();
    }

    private HttpListener bound() {
        try {
            connector.open();
            return this;
        } catch (IOException e) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "cannot listen on " + address + " (" + why(e) + "); is another program, or another gate, using it?",
                    e);
        }
    }

    /** The system's own words, without those that Jetty puts before them. */
    private static @Nullable String why(IOException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** {@return the port that is bound} */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Begins to answer.
     *
     * @param publicUrl says whether browsers are told to stay with https
     * @param endpoints by path, as servlet mappings
     * @param drain ends the intake
     * @param observer sees every answer
     * @throws GateException with {@code internal} where the server does not start
     */
    public void start(URI publicUrl, Map<String, HttpServlet> endpoints, Drain drain, HttpObserver observer) {
        var context =
                new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
        endpoints.forEach((path, servlet) -> {
            var holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        var body = new BodyBuffer(
                isPrivate ? HttpListener::privateLimit : HttpListener::limit,
                bounds.body().toMillis(),
                new BodyRoom(bounds.bodies()));
        body.setHandler(context);
        drain.setHandler(new TargetPaths(body));
        var headers = new Headers(publicUrl);
        headers.setHandler(drain);
        Handler first = isPrivate ? new LocalNames(new OwnOrigin(headers), connector.getHost()) : headers;
        Handler timing = new Timing(first, observer, endpoints.keySet());
        server.setHandler(timing);
        try {
            server.start();
        } catch (Exception e) {
            throw new GateException(ReasonCode.INTERNAL, "the listener on " + address + " did not start", e);
        }
    }

    private static int limit(String path) {
        if (path.startsWith(AuthzEndpoint.PATH)) {
            return 0;
        }
        return path.equals(GitHubWebhookEndpoint.PATH) ? Bounds.WEBHOOK_BYTES : Bounds.BODY_BYTES;
    }

    private static int privateLimit(String path) {
        return path.equals(ReplayEndpoint.PATH) ? Bounds.POLICY_BYTES : Bounds.BODY_BYTES;
    }

    /** Closes the address and every connection. */
    @Override
    public void close() {
        try {
            connector.close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the listener on " + address + " did not stop", e);
        }
    }
}
