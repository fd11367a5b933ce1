package dev.approvalgate.server.metrics;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Counts what pipelines ask for and what they get. */
public final class CountedRequests implements Requests {

    private final Requests requests;
    private final GateMetrics metrics;

    /** Counts calls of these. */
    public CountedRequests(Requests requests, GateMetrics metrics) {
        this.requests = requests;
        this.metrics = metrics;
    }

    @Override
    public RequestId open(Opening opening) {
        RequestId id = requests.open(opening);
        metrics.opened();
        return id;
    }

    @Override
    public ApprovalRequest find(RequestId id) {
        return requests.find(id);
    }

    @Override
    public CompletionStage<ApprovalRequest> await(RequestId id, Duration atMost) {
        return requests.await(id, atMost);
    }

    @Override
    public ApprovalRequest cancel(RequestId id, ReasonCode reason) {
        return requests.cancel(id, reason);
    }

    @Override
    public DeployToken redeem(Assertion assertion) {
        try {
            DeployToken token = requests.redeem(assertion);
            metrics.minted();
            return token;
        } catch (GateException e) {
            metrics.mintRefused(e.reason());
            throw e;
        }
    }

    @Override
    public void runEnded(WorkloadKey workload, String runId, ReasonCode reason) {
        requests.runEnded(workload, runId, reason);
    }
}
