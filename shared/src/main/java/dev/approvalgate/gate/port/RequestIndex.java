package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds requests without reading every stream. A projection of the ledger: written with it, and rebuildable from it. */
public interface RequestIndex {

    /** {@return the request for a change digest; there is at most one, for ever} */
    Optional<RequestId> byDigest(Sha256 digest);

    /**
     * {@return the requests of one attempt of a run in one environment: approved ones (by break-glass too) first, then those that wait, then the others, each
     * newest first}
     */
    List<RequestId> ofRun(String issuer, String projectId, Run run, Environment environment);

    /**
     * {@return the requests of the same run attempt, environment and action, whatever else they bind, that a job has been given tokens of,
     * newest first}
     */
    List<RequestId> redeemedBy(ChangeBinding binding, String job);

    /** {@return the requests of a run that are not settled, all attempts and environments} */
    List<RequestId> pendingOfRun(String issuer, String projectId, String runId);

    /** {@return the requests of a run, settled or not, all attempts and environments} */
    List<RequestId> allOfRun(String issuer, String projectId, String runId);

    /**
     * {@return what was last let into an environment by a redeemed approval of that pipeline and action}
     *
     * <p>What another pipeline of the project was let in with says nothing of this one's change: its reviewers, and those who were
     * barred, may have been others.
     */
    Optional<Baseline> running(WorkloadKey workload, Action action, Environment environment);

    /**
     * {@return requests, newest first}
     *
     * @param pendingOnly whether to leave out settled ones
     * @param limit at most so many, 1 to 500
     */
    List<Row> newest(boolean pendingOnly, int limit);

    /** {@return the requests that wait, of all workloads of one issuer} */
    List<RequestId> pendingOf(String issuer);

    /** {@return requests of one pipeline for one action in one environment that wait, newest first} */
    List<RequestId> pendingOf(WorkloadKey workload, Action action, Environment environment);

    /** {@return how many requests a pipeline has opened since a moment, refused ones included} */
    int openedSince(WorkloadKey workload, Instant since);

    /** {@return requests of a registered identity that one person let happen in an emergency and nobody has reviewed, newest first} */
    List<RequestId> unreviewed(String identity);

    /** {@return how many emergencies nobody has reviewed in time} */
    int overdueReviews(Instant now);

    /** {@return how many requests one workload has open} */
    int pendingOf(String issuer, String projectId);

    /**
     * One request at a glance.
     *
     * @param id names it
     * @param identity the registered identity, or {@code null} if none matched
     * @param environment where
     * @param commit the full commit id, or {@code null}
     * @param outcome how it ended, or {@code null} while it waits
     * @param openedAt when it was opened
     * @param deadline until when it waits
     */
    record Row(
            RequestId id,
            @Nullable String identity,
            String environment,
            @Nullable String commit,
            Decision.@Nullable Outcome outcome,
            Instant openedAt,
            Instant deadline) {}
}
