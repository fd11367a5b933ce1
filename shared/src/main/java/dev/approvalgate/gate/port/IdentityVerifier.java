package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verifies the identity token of a workload. */
public interface IdentityVerifier {

    /**
     * {@return what the token proves}
     *
     * @param token the compact JWT as it came
     * @throws GateException with a distinct {@code token_*}, {@code issuer_unknown} or {@code audience_wrong} reason; with
     *     {@code directory_unreadable} where the issuer's keys cannot be read
     */
    Assertion verify(Secret token);

    /**
     * Verifies that a CI host itself speaks, and not one of its jobs. It may learn whether requests of its jobs are settled, and no more.
     *
     * @param token the compact JWT as it came
     * @return the issuer whose host it is
     * @throws GateException likewise; also where the token is a job's, or the issuer is of a kind whose hosts have no tokens of their own
     */
    String verifyHost(Secret token);

    /**
     * A verified assertion.
     *
     * @param identity who the workload is
     * @param id unique among the issuer's tokens: the {@code jti}, or where the issuer gives none a hash of what was signed
     * @param expiresAt when it expires
     * @param environment the environment that the host says the job runs in, or {@code null} if it names none
     * @param commit the commit that the host says it runs at, or {@code null}
     * @param job the host's id of the job, or {@code null}
     * @param definitionCommit commit that the pipeline definition was read from, or {@code null}
     * @param definition SHA-256 of the pipeline definition that runs, where the host says it itself, or {@code null}
     * @param request the one request of its run that it is about, where the host tells several apart, or {@code null}
     */
    record Assertion(
            WorkloadIdentity identity,
            String id,
            Instant expiresAt,
            @Nullable String environment,
            @Nullable String commit,
            @Nullable String job,
            @Nullable String definitionCommit,
            @Nullable Sha256 definition,
            @Nullable RequestId request) {

        /** What hosts say that know no definition but by its commit, and ask once in a run and environment. */
        public Assertion(
                WorkloadIdentity identity,
                String id,
                Instant expiresAt,
                @Nullable String environment,
                @Nullable String commit,
                @Nullable String job,
                @Nullable String definitionCommit) {
            this(identity, id, expiresAt, environment, commit, job, definitionCommit, null, null);
        }
    }
}
