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
 * @param job the host's name for what waits, such as a deployment's id, at most 255 characters; jobs that ask for the same change share one request
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

    public Opening {
        Texts.bounded("the job's name", job, 255);
    }

    /**
     * What the pipeline itself says; shown as its words, and bound by the digest.
     *
     * <p>Bounds, in characters: service 100, justification 2,000, an artifact, a parameter's name or a scope 255, a parameter's value
     * 4,000; at most 100 each of artifacts, parameters and scopes. What is blank counts as not said.
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
            service = Texts.said("the service", service, 100);
            justification = Texts.said("the justification", justification, 2000);
            Texts.atMost("artifacts", artifacts, 100);
            Texts.atMost("parameters", parameters.keySet(), 100);
            Texts.atMost("scopes", scopes, 100);
            artifacts.forEach(artifact -> Texts.bounded("an artifact's digest", artifact, 255));
            parameters.forEach((name, value) -> {
                Texts.bounded("a parameter's name", name, 255);
                Texts.bounded("parameter " + name, value, 4000);
            });
            scopes.forEach(scope -> Texts.bounded("a scope", scope, 255));
            artifacts = List.copyOf(artifacts);
            parameters = Map.copyOf(parameters);
            scopes = List.copyOf(scopes);
        }
    }
}
