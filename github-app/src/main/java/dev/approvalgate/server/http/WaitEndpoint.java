package dev.approvalgate.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.IdentityVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /api/v1/waits?wait=30} with {@code {"requests":[…]}}: a host that runs many jobs waits for all their requests at once. It
 * is told as soon as one is settled, and which; not how. A request that none of its jobs asked for counts as settled, as does one that
 * is not there, so that the answer says nothing of others.
 */
public final class WaitEndpoint extends Endpoint {

    /** Where hosts wait. */
    public static final String PATH = "/api/v1/waits";

    private static final int MOST = 2_000;

    private final transient IdentityVerifier verifier;
    private final transient Requests requests;
    private final transient Drain drain;

    /** Lets hosts wait; they are answered when the drain begins. */
    public WaitEndpoint(IdentityVerifier verifier, Requests requests, Drain drain) {
        super("POST");
        this.verifier = verifier;
        this.requests = requests;
        this.drain = drain;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String issuer = verifier.verifyHost(Bearer.of(request));
        Set<RequestId> ids = ids(Bodies.text(Bodies.bytes(request, Bodies.JSON)));
        Duration wait = LateAnswer.wait(request);
        CompletableFuture<Set<RequestId>> settled =
                requests.awaitFirst(issuer, ids, wait).toCompletableFuture();
        if (settled.isDone()) {
            Answers.json(response, 200, json(settled.join()));
        } else {
            LateAnswer.when(settled, drain, request.startAsync(), wait, () -> json(settled.getNow(Set.of())));
        }
    }

    private static Set<RequestId> ids(String body) {
        JsonNode json = Json.read(body);
        JsonNode list = json.path("requests");
        if (json.size() != 1 || !list.isArray() || list.size() > MOST) {
            throw malformed();
        }
        var ids = new HashSet<RequestId>();
        for (JsonNode id : list) {
            if (!id.isTextual() || !RequestId.isWellFormed(id.textValue())) {
                throw malformed();
            }
            ids.add(new RequestId(id.textValue()));
        }
        return ids;
    }

    private static GateException malformed() {
        return new GateException(
                ReasonCode.REQUEST_MALFORMED, "the body must be {\"requests\":[…]} with at most " + MOST + " ids");
    }

    private static String json(Collection<RequestId> settled) {
        List<String> ids = settled.stream().map(RequestId::value).sorted().toList();
        return Json.write(Map.of("settled", ids));
    }
}
