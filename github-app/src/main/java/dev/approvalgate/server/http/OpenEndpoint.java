package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.IdentityVerifier;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /api/v1/requests}: a workload asks, with its own OIDC token. Who it is and which run it speaks for comes from the verified
 * token only. 201 for a new request, 200 where the same change was asked for before; a request that the policy refuses is recorded and
 * answered the same way, with status {@code refused}; a pipeline that the policy does not know is turned away without a record.
 */
public final class OpenEndpoint extends Endpoint {

    private final transient IdentityVerifier verifier;
    private final transient Requests requests;
    private final transient Reviews reviews;
    private final transient Function<WorkloadIdentity, Optional<Account>> trigger;

    /**
     * Opens requests.
     *
     * @param trigger finds the account that started a run in the verified claims
     */
    public OpenEndpoint(
            IdentityVerifier verifier,
            Requests requests,
            Reviews reviews,
            Function<WorkloadIdentity, Optional<Account>> trigger) {
        super("POST");
        this.verifier = verifier;
        this.requests = requests;
        this.reviews = reviews;
        this.trigger = trigger;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Assertion assertion = verifier.verify(Bearer.of(request));
        OpeningJson json = OpeningJson.of(Bodies.text(Bodies.bytes(request, Bodies.JSON)));
        var environment = Environment.of(json.environment());
        requireSame(assertion, environment);
        String job = assertion.job();
        var id = requests.open(new Opening(
                assertion.identity(),
                new HostRef(HostRef.API, Map.of()),
                job == null ? "run" : job,
                trigger.apply(assertion.identity()).orElse(null),
                new Action(json.action(Action.DEPLOY.name())),
                environment,
                json.wishes()));
        ApprovalRequest opened = requests.find(id);
        response.setHeader("Location", RequestEndpoint.PATH + "/" + id.value());
        Answers.json(response, opened.joined() == 0 ? 201 : 200, RequestJson.of(opened, reviews));
    }

    private static void requireSame(Assertion assertion, Environment environment) {
        String proven = assertion.environment();
        if (proven != null && !Environment.of(proven).equals(environment)) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "the body names the environment " + environment + ", but the identity token another one");
        }
    }
}
