package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import dev.approvalgate.gate.token.TokenDeaths;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link Requests} on the store of this process. */
final class LocalRequests implements Requests {

    private final OpenRequest openRequest;
    private final EndRequest endRequest;
    private final RedeemGrant redeemGrant;
    private final Journal journal;
    private final Waiters waiters;
    private final TokenDeaths deaths;

    LocalRequests(
            OpenRequest openRequest,
            EndRequest endRequest,
            RedeemGrant redeemGrant,
            Journal journal,
            Waiters waiters,
            TokenDeaths deaths) {
        this.openRequest = openRequest;
        this.endRequest = endRequest;
        this.redeemGrant = redeemGrant;
        this.journal = journal;
        this.waiters = waiters;
        this.deaths = deaths;
    }

    @Override
    public RequestId open(Opening opening) {
        return openRequest.open(opening);
    }

    @Override
    public ApprovalRequest find(RequestId id) {
        return journal.request(id);
    }

    @Override
    public CompletionStage<ApprovalRequest> await(RequestId id, Duration atMost) {
        return waiters.await(id, atMost);
    }

    @Override
    public CompletionStage<Set<RequestId>> awaitFirst(String issuer, Set<RequestId> ids, Duration atMost) {
        return waiters.awaitFirst(issuer, ids, atMost);
    }

    @Override
    public ApprovalRequest cancel(RequestId id, ReasonCode reason) {
        return endRequest.cancel(id, reason);
    }

    @Override
    public DeployToken redeem(Assertion assertion, @Nullable Proof proof) {
        return redeemGrant.redeem(assertion, proof);
    }

    @Override
    public HostToken redeemAtHost(Assertion assertion) {
        return redeemGrant.redeemAtHost(assertion);
    }

    @Override
    public void giveBack(RequestId id, String token) {
        deaths.end(id, token, DeathCause.REQUESTED);
    }

    @Override
    public void giveBackAll(RequestId id, String job) {
        endRequest.giveBackAll(id, job);
    }

    @Override
    public void runEnded(WorkloadKey workload, Run run, ReasonCode reason) {
        endRequest.runEnded(workload, run, reason);
    }
}
