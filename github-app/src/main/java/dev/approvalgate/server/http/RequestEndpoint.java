package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.IdentityVerifier;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code GET /api/v1/requests/{id}?wait=30} and {@code POST /api/v1/requests/{id}/cancel}. A workload sees and withdraws only what it asked
 * for itself; everything else is not there for it. Whoever withdraws gives back what it was given. Waiting holds no thread.
 */
public final class RequestEndpoint extends Endpoint {

    /** Where requests are. */
    public static final String PATH = "/api/v1/requests";

    private static final String CANCEL = "/cancel";

    private final transient IdentityVerifier verifier;
    private final transient Requests requests;
    private final transient Reviews reviews;
    private final transient Drain drain;

    /** Shows requests to those who asked; waiting callers are answered when the drain begins. */
    public RequestEndpoint(IdentityVerifier verifier, Requests requests, Reviews reviews, Drain drain) {
        super("GET", "POST");
        this.verifier = verifier;
        this.requests = requests;
        this.reviews = reviews;
        this.drain = drain;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        boolean cancel = path.endsWith(CANCEL);
        if (cancel != request.getMethod().equals("POST")) {
            response.setHeader("Allow", cancel ? "POST" : "GET");
            throw new GateException(ReasonCode.METHOD_NOT_ALLOWED, "use " + (cancel ? "POST" : "GET") + " here");
        }
        Assertion caller = verifier.verify(Bearer.of(request));
        WorkloadIdentity identity = caller.identity();
        String id = path.substring(Math.min(1, path.length()), path.length() - (cancel ? CANCEL.length() : 0));
        ApprovalRequest found = RequestId.isWellFormed(id) ? requests.find(new RequestId(id)) : null;
        if (found == null || !found.ask().requester().workload().equals(identity.key())) {
            throw notFound();
        }
        if (cancel) {
            requireOwnRun(found, identity);
            answer(response, cancel(found.ask().id(), caller));
            return;
        }
        Duration wait = LateAnswer.wait(request);
        if (wait.isZero() || !found.isPending()) {
            answer(response, found);
        } else {
            RequestId asked = found.ask().id();
            LateAnswer.when(
                    requests.await(asked, wait),
                    drain,
                    request.startAsync(),
                    wait,
                    () -> RequestJson.of(requests.find(asked), reviews));
        }
    }

    /** A job that withdraws what it asked for keeps nothing of it. What other jobs of its run were given is theirs. */
    private ApprovalRequest cancel(RequestId id, Assertion caller) {
        ApprovalRequest settled = requests.cancel(id, ReasonCode.CANCELLED_BY_REQUESTER);
        String job = caller.job();
        if (job != null) {
            requests.giveBackAll(id, job);
        }
        return settled;
    }

    @Override
    void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        // The same words whether there is no such request or it is somebody else's.
        super.refuse(
                request, response, problem.reason() == ReasonCode.REQUEST_NOT_FOUND ? Problem.of(notFound()) : problem);
    }

    /** A pipeline also runs for branches that more people may push to; such a run can look, and withdraws nothing. */
    private static void requireOwnRun(ApprovalRequest found, WorkloadIdentity identity) {
        if (!found.ask().requester().run().id().equals(identity.run().id())) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "only run " + found.ask().requester().run().id() + ", which asked, may withdraw this request");
        }
    }

    private static GateException notFound() {
        return new GateException(ReasonCode.REQUEST_NOT_FOUND, "this workload has no such request");
    }

    private void answer(HttpServletResponse response, ApprovalRequest request) throws IOException {
        Answers.json(response, 200, RequestJson.of(request, reviews));
    }
}
