package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The connection to GitHub that everything in this package shares: credentials, bounds and the meaning of statuses. Safe for use by
 * several threads. All calls throw {@link GateException}: {@code host_unreachable} (or {@link
 * dev.approvalgate.gate.work.RetryLater}) where trying again makes sense.
 */
public final class GitHubHttp {

    static final String JSON = "application/vnd.github+json";
    private static final String RAW = "application/vnd.github.raw+json";
    private static final int MAX_REDIRECTS = 3;
    private static final byte[] NOTHING = {};

    private final GitHubSettings settings;
    private final Clock clock;
    private final GitHubTransport transport;
    private final AppTokens tokens;

    /**
     * Connects nothing yet.
     *
     * @throws GateException with {@code configuration_invalid} where the private key cannot be read
     */
    public GitHubHttp(GitHubSettings settings, Clock clock) {
        this(settings, clock, new GitHubTransport(settings.api()));
    }

    GitHubHttp(GitHubSettings settings, Clock clock, GitHubTransport transport) {
        this.settings = settings;
        this.clock = clock;
        this.transport = transport;
        this.tokens = new AppTokens(settings, clock, this::newToken);
    }

    /** {@return the settings that it was made with} */
    public GitHubSettings settings() {
        return settings;
    }

    /** Forgets an installation's token, because the installation changed or is gone. */
    public void forget(long installation) {
        tokens.forget(installation);
    }

    /** {@return whether we have, or can get, a token for an installation} */
    boolean reaches(long installation) {
        try {
            tokens.installation(installation);
            return true;
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return false;
            }
            throw e;
        }
    }

    Clock clock() {
        return clock;
    }

    private JsonNode newToken(Secret assertion, long installation) {
        Route route = Route.of("app", "installations", installation, "access_tokens");
        return Json.read(checked("POST", route, send("POST", uri(route), assertion, JSON, NOTHING))
                .body());
    }

    /** {@return the answer to a call made as the App itself} */
    Reply asApp(String method, Route route, byte[] body) {
        return checked(method, route, send(method, uri(route), tokens.assertion(), JSON, body));
    }

    /** {@return the answer to a call that a library made up, as the App itself; the target must lie within the API} */
    Reply asApp(String method, URI target) {
        String shown = target.getRawPath();
        return checked(method, new Route(shown, shown), send(method, target, tokens.assertion(), JSON, NOTHING));
    }

    /** Makes a call that a token itself authorizes, once: what GitHub says of that token is the answer. */
    void asBearer(Secret token, String method, Route route) {
        checked(method, route, send(method, uri(route), token, JSON, NOTHING));
    }

    /** {@return the JSON at a route} */
    JsonNode get(long installation, Route route) {
        return get(installation, route, JSON);
    }

    /** {@return the JSON at a route, in a form that GitHub gives by a media type} */
    JsonNode get(long installation, Route route, String accept) {
        return Json.read(
                asInstallation(installation, "GET", route, accept, NOTHING).body());
    }

    /** {@return the bytes of a file} */
    byte[] raw(long installation, Route route) {
        return asInstallation(installation, "GET", route, RAW, NOTHING).body();
    }

    /** {@return the JSON answer to a change} */
    JsonNode send(long installation, String method, Route route, Object body) {
        return Json.read(asInstallation(installation, method, route, JSON, Json.write(body))
                .body());
    }

    /**
     * {@return the items of numbered pages, 100 each}
     *
     * @param items finds the items in a page
     * @param most stop once there are more than so many
     */
    List<JsonNode> pages(long installation, Route route, Function<JsonNode, JsonNode> items, int most) {
        var found = new ArrayList<JsonNode>();
        for (int page = 1; ; page++) {
            JsonNode list =
                    items.apply(get(installation, route.with("per_page", 100).with("page", page)));
            list.forEach(found::add);
            if (list.size() < 100 || found.size() > most) {
                return found;
            }
        }
    }

    /** Where we get no token, that says nothing of what we wanted it for. */
    private Secret token(long installation) {
        try {
            return tokens.installation(installation);
        } catch (GitHubProblem e) {
            throw GitHubProblem.ofToken(e);
        }
    }

    private Reply asInstallation(long installation, String method, Route route, String accept, byte[] body) {
        URI target = uri(route);
        Reply reply = send(method, target, token(installation), accept, body);
        if (reply.status() == 401) {
            // The token may have been revoked before its time, as when permissions change.
            tokens.forget(installation);
            reply = send(method, target, token(installation), accept, body);
        }
        for (int i = 0; i < MAX_REDIRECTS && method.equals("GET") && isRedirect(reply); i++) {
            // A renamed repository: its old name points to the same API's address of its id.
            URI next = settings.api()
                    .within(target, reply.headers().firstValue("location").orElse(""));
            if (next == null) {
                break;
            }
            target = next;
            reply = send(method, target, token(installation), accept, body);
        }
        return checked(method, route, reply);
    }

    private static boolean isRedirect(Reply reply) {
        return reply.status() == 301 || reply.status() == 302 || reply.status() == 307 || reply.status() == 308;
    }

    private Reply checked(String method, Route route, Reply reply) {
        if (reply.status() / 100 != 2) {
            throw GitHubProblem.of(method + " " + route.shown(), reply, clock.instant());
        }
        return reply;
    }

    private Reply send(String method, URI target, Secret credential, String accept, byte[] body) {
        Map<String, String> headers = headers(accept);
        headers.put("Authorization", "Bearer " + credential.reveal());
        return transport.send(method, target, headers, body);
    }

    static Map<String, String> headers(String accept) {
        return new TreeMap<>(Map.of(
                "Accept", accept,
                "Content-Type", "application/json",
                "User-Agent", "approval-gate",
                "X-GitHub-Api-Version", "2022-11-28"));
    }

    private URI uri(Route route) {
        return settings.api().at(route);
    }
}
