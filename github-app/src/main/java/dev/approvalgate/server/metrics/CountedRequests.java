package dev.approvalgate.server.metrics;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what pipelines ask for and what they get. */
public final class CountedRequests implements Requests {

    private static final Logger LOG = LoggerFactory.getLogger("requests");

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
        LOG.info("{} asks to {}", told(() -> requests.find(id)), opening.action());
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
    public CompletionStage<Set<RequestId>> awaitFirst(String issuer, Set<RequestId> ids, Duration atMost) {
        return requests.awaitFirst(issuer, ids, atMost);
    }

    @Override
    public ApprovalRequest cancel(RequestId id, ReasonCode reason) {
        ApprovalRequest request = requests.cancel(id, reason);
        LOG.info("{} is withdrawn", told(() -> request));
        return request;
    }

    @Override
    public DeployToken redeem(Assertion assertion, @Nullable Proof proof) {
        DeployToken token = counting(assertion, () -> requests.redeem(assertion, proof));
        LOG.info("token {} is minted for {}, until {}", token.id(), bearer(assertion), token.expiresAt());
        return token;
    }

    @Override
    public HostToken redeemAtHost(Assertion assertion) {
        HostToken token = counting(assertion, () -> requests.redeemAtHost(assertion));
        LOG.info("GitHub minted token {} for {}, until {}", token.id(), bearer(assertion), token.expiresAt());
        return token;
    }

    private <T> T counting(Assertion assertion, Supplier<T> redeem) {
        try {
            T token = redeem.get();
            metrics.minted();
            return token;
        } catch (GateException e) {
            metrics.mintRefused(e.reason());
            if (e.reason().kind() != ReasonCode.Kind.PENDING) {
                LOG.info("no token for {}: {}", bearer(assertion), e.reason().code());
            }
            throw e;
        }
    }

    @Override
    public void giveBack(RequestId id, String token) {
        requests.giveBack(id, token);
        LOG.info("token {} of request {} is given back", token, id);
    }

    @Override
    public void giveBackAll(RequestId id, String job) {
        requests.giveBackAll(id, job);
        LOG.info("job {} gives back what it was given for request {}", job, id);
    }

    @Override
    public void runEnded(WorkloadKey workload, Run run, ReasonCode reason) {
        requests.runEnded(workload, run, reason);
    }

    private static String bearer(Assertion assertion) {
        return "job " + assertion.job() + " of run " + assertion.identity().run() + " of project "
                + assertion.identity().key().projectId();
    }

    /**
     * {@return which request it is and how it stands; nothing in it is free text}
     *
     * @param look reads it; what was done stands whether it can be read now or not
     */
    static String told(Supplier<ApprovalRequest> look) {
        try {
            ApprovalRequest request = look.get();
            String identity = request.ask().requester().identity();
            return "request " + request.ask().id() + " (" + (identity == null ? "an unknown pipeline" : identity) + ", "
                    + request.ask().environment() + ", "
                    + request.decision().map(CountedRequests::outcome).orElse("pending") + ")";
        } catch (GateException e) {
            return "a request that cannot be read now (" + e.reason().code() + ")";
        }
    }

    private static String outcome(Decision decision) {
        String outcome = decision.outcome().name().toLowerCase(Locale.ROOT);
        ReasonCode reason = decision.reason();
        return reason == null ? outcome : outcome + ": " + reason.code();
    }
}
