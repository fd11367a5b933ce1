package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verified pipeline asks for.
 *
 * @param identity the pipeline, as verified
 * @param host where the answer goes
 * @param job the host's name for what waits, such as a deployment's id; jobs that ask for the same change share one request
 * @param triggeredBy the account that started the run, or {@code null} if unknown
 * @param action what it wants to do
 * @param environment where
 * @param wishes what the pipeline itself says
 */
public record Opening(
        WorkloadIdentity identity,
        HostRef host,
        String job,
        @Nullable Account triggeredBy,
        Action action,
        Environment environment,
        Wishes wishes) {

    /**
     * What the pipeline itself says; shown as its words, and bound by the digest.
     *
     * @param service what it calls itself, or {@code null}: the registered identity's id is shown then
     * @param justification why, or {@code null}
     * @param artifacts digests of what is deployed
     * @param parameters the run's parameters
     * @param scopes what the token is to allow; empty for all that the registered identity may have
     */
    public record Wishes(
            @Nullable String service,
            @Nullable String justification,
            List<String> artifacts,
            Map<String, String> parameters,
            List<String> scopes) {

        /** No wishes. */
        public static final Wishes NONE = new Wishes(null, null, List.of(), Map.of(), List.of());

        public Wishes {
            artifacts = List.copyOf(artifacts);
            parameters = Map.copyOf(parameters);
            scopes = List.copyOf(scopes);
        }
    }
}
