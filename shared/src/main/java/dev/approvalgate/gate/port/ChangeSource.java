package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a run would change, from the host's own records. */
public interface ChangeSource {

    /**
     * {@return what the run would change}
     *
     * @param identity the verified pipeline
     * @param host where it runs
     * @param running what runs in the environment now, by our own ledger; empty where we have let nothing in yet
     * @throws GateException with {@code change_unreadable} where it should be tried again, {@code host_fact_mismatch} where the
     *     host's facts contradict the verified identity
     */
    Facts read(WorkloadIdentity identity, HostRef host, Optional<Baseline> running);

    /**
     * What was read.
     *
     * @param commit full id of the run's head commit, or {@code null} if unknown
     * @param definition SHA-256 of the pipeline definition that runs, or {@code null} if unknown
     * @param contributors everybody who had a hand in the change, the run's trigger included
     * @param details what reviewers see
     * @param ownership what the repository itself says of who must agree
     */
    record Facts(
            @Nullable String commit,
            @Nullable Sha256 definition,
            List<Contributor> contributors,
            ChangeDetails details,
            Ownership ownership) {
        public Facts {
            contributors = List.copyOf(contributors);
        }
    }
}
