package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Asks a server of its own. It believes what the controller signs of a build, and no more: this controller can neither approve nor mint. */
public final class ServerRequests implements PipelineRequests, AutoCloseable {

    private static final String REQUESTS = "/api/v1/requests";
    private static final String TYPES = "urn:ietf:params:oauth:";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final GateHttp http;
    private final BuildTokens tokens;
    private final Clock clock;
    private final SharedWait waits = new SharedWait(this::settled);

    private ServerRequests(GateHttp http, BuildTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * {@return what asks a server; nothing is called yet}
     *
     * @param address the server's
     * @param issuer this controller's address and {@code /approval-gate}
     * @param isPublic whether everybody may read what builds of a job print, by its full name
     * @throws GateException with {@code configuration_invalid} where the address is none that tokens may be sent to
     */
    public static ServerRequests at(
            String address, URI issuer, IdentityKey key, Predicate<String> isPublic, Clock clock) {
        URI server = GateHttp.base(address);
        return new ServerRequests(new GateHttp(server), new BuildTokens(key, issuer, server, isPublic, clock), clock);
    }

    /**
     * Asks the server something harmless as this controller.
     *
     * @throws GateException where it does not answer, or does not believe this controller
     */
    public void check() {
        http.post("/api/v1/waits", tokens.ofController(), Map.of("requests", List.of()));
    }

    @Override
    public String open(BuildFacts build, GateArguments arguments) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("environment", arguments.environment());
        body.put("action", arguments.action());
        if (arguments.service() != null) {
            body.put("service", arguments.service());
        }
        if (arguments.justification() != null) {
            body.put("justification", arguments.justification());
        }
        body.put("artifacts", arguments.artifacts());
        body.put("parameters", build.parameters());
        body.put("scopes", arguments.scopes());
        return id(http.post(REQUESTS, tokens.of(build, arguments.environment(), null), body));
    }

    private static String id(JsonNode json) {
        String id = json.path("id").asText("");
        if (!RequestId.isWellFormed(id)) {
            throw ServerStanding.unreadable();
        }
        return id;
    }

    @Override
    public Standing find(BuildFacts build, String request) {
        return ServerStanding.of(http.get(REQUESTS + "/" + request, tokens.of(build, null, request)));
    }

    @Override
    public CompletionStage<?> await(BuildFacts build, String request, Duration atMost) {
        return waits.join(request, atMost);
    }

    private CompletableFuture<Set<String>> settled(List<String> requests, Duration wait) {
        CompletableFuture<JsonNode> call = http.later(
                "/api/v1/waits?wait=" + wait.toSeconds(),
                tokens.ofController(),
                Map.of("requests", requests),
                PATIENCE);
        CompletableFuture<Set<String>> ids = call.thenApply(ServerRequests::settled);
        // Who cancels a stage does not cancel what it waits for.
        var unused = ids.whenComplete((read, failure) -> call.cancel(true));
        return ids;
    }

    private static Set<String> settled(JsonNode json) {
        var ids = new HashSet<String>();
        json.path("settled").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    @Override
    public Granted redeem(BuildFacts build, String request, String environment) {
        JsonNode json = http.form(
                "/oauth2/token",
                Map.of(
                        "grant_type", TYPES + "grant-type:token-exchange",
                        "subject_token_type", TYPES + "token-type:jwt",
                        "subject_token", tokens.of(build, environment, request).reveal()));
        String token = json.path("access_token").asText("");
        if (token.isEmpty()) {
            throw ServerStanding.unreadable();
        }
        return new Granted(
                Secret.of(token),
                clock.instant().plusSeconds(json.path("expires_in").asLong(0)));
    }

    @Override
    public void blockEnded(BuildName build, String block, String request) {
        http.post(REQUESTS + "/" + request + "/cancel", tokens.ofBlock(build, block, request));
    }

    @Override
    public void buildEnded(BuildName build) {
        http.post("/api/v1/runs/ended", tokens.ofRun(build));
    }

    /** Has everybody who waits look again. */
    @Override
    public void close() {
        waits.close();
    }
}
