package dev.approvalgate.server.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** Tells the observer of every request, with a bounded set of names: a stranger's path or method is no label. */
final class Timing extends EventsHandler {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String REQUEST = RequestEndpoint.PATH + "/";

    private final HttpObserver observer;
    private final Set<String> routes;

    Timing(Handler next, HttpObserver observer, Set<String> routes) {
        super(next);
        this.observer = observer;
        this.routes = Set.copyOf(routes);
    }

    @Override
    protected void onComplete(Request request, int status, @Nullable HttpFields headers, @Nullable Throwable failure) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        Duration took = Duration.ofNanos(NanoTime.since(request.getBeginNanoTime()));
        observer.answered(method, route(Request.getPathInContext(request)), status, took);
    }

    private String route(String path) {
        if (routes.contains(path)) {
            return path;
        }
        if (path.startsWith(REQUEST)) {
            return path.endsWith("/cancel") ? REQUEST + "{id}/cancel" : REQUEST + "{id}";
        }
        if (path.startsWith(AuthzEndpoint.PATH)) {
            return AuthzEndpoint.PATH + "{target}";
        }
        return path.startsWith(ProblemPage.PATH) ? ProblemPage.PATH + "{code}" : "other";
    }
}
