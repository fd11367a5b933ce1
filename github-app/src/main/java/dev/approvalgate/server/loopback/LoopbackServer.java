package dev.approvalgate.server.loopback;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server bound to 127.0.0.1. It refuses other names in Host (421), state changes from pages of other origins (403) and bodies over 1 MiB
 * (413); it keeps a journal and lets tests inject faults. Safe for use by several threads; routes may be added while it runs.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int MAX_THREADS = 64;

    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private final List<Interceptor> interceptors = new CopyOnWriteArrayList<>();
    private final Journal journal = new Journal();
    private final Server jetty;
    private final int port;
    private final LoopbackGuard guard;

    private LoopbackServer(int wantedPort) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName("loopback");
        threads.setDaemon(true);
        jetty = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // File paths and Git references travel as one encoded segment.
        http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING"));
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(wantedPort);
        jetty.addConnector(connector);
        jetty.setHandler(new JettyBridge(this::serve));
        // Opened first: the guard needs the port before the first request can come.
        connector.open();
        port = connector.getLocalPort();
        guard = new LoopbackGuard(port);
    }

    /**
     * Starts a server.
     *
     * @param port the port to bind, or 0 for any free one
     * @throws GateException with {@code configuration_invalid} where the port cannot be bound
     */
    public static LoopbackServer start(int port) {
        try {
            LoopbackServer server = new LoopbackServer(port);
            server.jetty.start();
            return server;
        } catch (Exception e) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "cannot listen on 127.0.0.1:" + port + "; choose another --port, or leave it out for any free one",
                    e);
        }
    }

    /** The server's address, {@code http://127.0.0.1:PORT}, without a trailing slash. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * Adds a route. Where several match, the first added serves.
     *
     * @param template the path; <code>{name}</code> stands for one segment and <code>{name*}</code> for one or more
     */
    public void route(String method, String template, RouteHandler handler) {
        routes.add(new Route(method, template, handler));
    }

    /** Lets pages of one more origin, such as {@code http://127.0.0.1:8080}, send state-changing requests. */
    public void allowOrigin(String origin) {
        guard.allowOrigin(origin);
    }

    /** Adds an interceptor; the first one added that answers wins. */
    public void intercept(Interceptor interceptor) {
        interceptors.add(interceptor);
    }

    /** Removes an interceptor; requests already past it are not affected. */
    public void remove(Interceptor interceptor) {
        interceptors.remove(interceptor);
    }

    /** The latest exchanges, oldest first: at most 5,000, and at most 16 million characters of bodies. */
    public List<Exchange> journal() {
        return journal.copy();
    }

    private Answer serve(Call call) {
        Answer answer = guard.refuse(call).orElseGet(() -> intercepted(call));
        journal.add(new Exchange(call.method(), call.path(), call.body().text(), answer.status()));
        return answer;
    }

    private Answer intercepted(Call call) {
        for (Interceptor interceptor : interceptors) {
            Optional<Answer> instead = interceptor.before(call);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        Answer answer = dispatch(call);
        for (Interceptor interceptor : interceptors) {
            Optional<Answer> instead = interceptor.after(call, answer);
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        return answer;
    }

    private Answer dispatch(Call call) {
        try {
            for (Route route : routes) {
                Optional<Map<String, String>> vars =
                        route.hasMethod(call.method()) ? route.match(call.path()) : Optional.empty();
                if (vars.isPresent()) {
                    return route.handle(call.withVars(vars.get()));
                }
            }
            return Answer.json(404, "{\"message\":\"Not Found\"}");
        } catch (Refusal e) {
            return e.answer();
        } catch (Exception e) {
            LOG.warn("{} failed unexpectedly", call, e);
            return Answer.json(500, "{\"message\":\"This failed unexpectedly; the log says more.\"}");
        }
    }

    /** Stops the server and closes all connections. */
    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server on port " + port + " did not stop.", e);
        }
    }
}
