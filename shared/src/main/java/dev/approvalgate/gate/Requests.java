package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What pipelines and their hosts do: ask, wait, withdraw, redeem, and give back. */
public interface Requests {

    /**
     * Opens a request, or joins the one that is there for the same change digest. A request that the policy refuses is recorded as
     * refused; that is no exception, except where the policy knows no such pipeline and no host waits for the answer.
     *
     * @return the request's id
     * @throws GateException where the ask is malformed, or a fact that is needed cannot be read now ({@code UNAVAILABLE}: try
     *     again), or with {@code identity_unknown} or {@code too_many_requests}
     */
    RequestId open(Opening opening);

    /**
     * {@return the request as it stands}
     *
     * @throws GateException with {@code request_not_found}
     */
    ApprovalRequest find(RequestId id);

    /**
     * Waits without holding a thread.
     *
     * @return completes with the request when it is settled, or as it stands when the time is over
     * @throws GateException with {@code request_not_found}
     */
    CompletionStage<ApprovalRequest> await(RequestId id, Duration atMost);

    /**
     * Waits for the first of many requests to settle, without holding a thread.
     *
     * @param issuer whose workloads asked
     * @param ids requests; one that is not there, or that a workload of another issuer asked for, counts as settled
     * @return completes with those that are settled, or with none when the time is over
     */
    CompletionStage<Set<RequestId>> awaitFirst(String issuer, Set<RequestId> ids, Duration atMost);

    /**
     * Withdraws a request. Does nothing where it is settled.
     *
     * @param reason {@code cancelled_by_host} or {@code cancelled_by_requester}
     * @return the request as it stands afterwards
     * @throws GateException with {@code request_not_found}
     */
    ApprovalRequest cancel(RequestId id, ReasonCode reason);

    /**
     * Mints the deploy token of an approved request for the job that proves itself.
     *
     * @throws GateException with {@code approval_pending}, with the reason of the decision where there is no approval, or with the
     *     reason why an approval cannot be redeemed by this job; each refusal is recorded
     */
    default DeployToken redeem(Assertion assertion) {
        return redeem(assertion, null);
    }

    /**
     * Mints the deploy token of an approved request for the job that proves itself, bound to a key that the job has proved to have.
     *
     * @param proof of the key; {@code null} for a token that whoever has it may use, where the policy lets that be
     * @throws GateException likewise; with {@code proof_missing} where the policy wants a proof, {@code proof_replayed} where it was
     *     used before
     */
    DeployToken redeem(Assertion assertion, @Nullable Proof proof);

    /**
     * Has the CI host mint a token for the job that proves itself, instead of a deploy token and by the same rules. It is the job's one
     * living token: what the job had before dies.
     *
     * @throws GateException likewise; with {@code installation_token_not_allowed} where the policy or the host lets nobody have one,
     *     {@code host_unreachable} where the host does not answer
     */
    HostToken redeemAtHost(Assertion assertion);

    /**
     * Ends one token, because its holder gives it back. Does nothing where it has been revoked, or the request has no such token.
     *
     * @param token its id
     * @throws GateException with {@code request_not_found}
     */
    void giveBack(RequestId id, String token);

    /**
     * Ends all tokens that one job was given for a request, because the job is done with them. Whoever says so needs to remember no
     * token, nor its id. Does nothing where none lives.
     *
     * @param job the job, as the token's bearer proved it to be
     * @throws GateException with {@code request_not_found}
     */
    void giveBackAll(RequestId id, String job);

    /**
     * Withdraws what still waits, revokes every live token and lets none be minted any more, because an attempt of a run has ended: for
     * that attempt and those before it. A later attempt asks for itself and is left alone.
     *
     * @param run the run, and the attempt that has ended
     * @param reason {@code cancelled_by_host}
     */
    void runEnded(WorkloadKey workload, Run run, ReasonCode reason);
}
