package dev.approvalgate.server.loopback;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps web pages from driving a loopback server. A page that rebinds its DNS name to 127.0.0.1 still sends its own name as Host; a page that posts
 * across origins sends its own Origin.
 */
final class LoopbackGuard {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> hosts;
    private final Set<String> origins = ConcurrentHashMap.newKeySet();

    LoopbackGuard(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        hosts.forEach(host -> origins.add("http://" + host));
    }

    void allowOrigin(String origin) {
        origins.add(origin.toLowerCase(Locale.ROOT));
    }

    Optional<Answer> refuse(Call call) {
        String host = call.header("Host").orElse("").toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            return Optional.of(problem(421, "This server answers only to its loopback address."));
        }
        String origin =
                call.header("Origin").map(o -> o.toLowerCase(Locale.ROOT)).orElse(null);
        if (origin != null && !SAFE_METHODS.contains(call.method()) && !origins.contains(origin)) {
            return Optional.of(problem(403, "Requests from pages of another origin are refused."));
        }
        return Optional.empty();
    }

    private static Answer problem(int status, String message) {
        return Answer.json(status, "{\"message\":\"" + message + "\"}");
    }
}
