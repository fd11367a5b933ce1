package dev.approvalgate.domain.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that an approval binds. Its {@link #digest()} is what people approve and what the mint compares: whoever holds an approval may
 * do exactly this and nothing else.
 *
 * @param workload the pipeline
 * @param action what it wants to do
 * @param run the execution, attempt included
 * @param environment where
 * @param commit the full commit id of the run's head, or {@code null} when unknown
 * @param definition SHA-256 of the pipeline definition that runs, or {@code null} when unknown
 * @param artifacts digests of what is deployed, such as {@code sha256:...}; order and repetition do not matter
 * @param parameters the run's parameters by name
 * @param scopes what the token is to allow; order and repetition do not matter
 */
public record ChangeBinding(
        WorkloadKey workload,
        Action action,
        Run run,
        Environment environment,
        @Nullable String commit,
        @Nullable Sha256 definition,
        List<String> artifacts,
        Map<String, String> parameters,
        List<String> scopes) {

    public ChangeBinding {
        artifacts = artifacts.stream().distinct().sorted().toList();
        parameters = Map.copyOf(parameters);
        scopes = scopes.stream().distinct().sorted().toList();
    }

    /** {@return the change digest: SHA-256 over the canonical JSON (RFC 8785) of {@link #canonical()}} */
    public Sha256 digest() {
        return Sha256.of(CanonicalJson.bytes(canonical()));
    }

    /** {@return the value that is digested; unknown facts are {@code null}} */
    public Map<String, @Nullable Object> canonical() {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("v", 1);
        value.put("issuer", workload.issuer());
        value.put("project_id", workload.projectId());
        value.put("pipeline", workload.pipeline());
        value.put("action", action.name());
        value.put("run_id", run.id());
        value.put("run_attempt", run.attempt());
        value.put("environment", environment.key());
        value.put("commit", commit);
        value.put("definition", definition == null ? null : definition.hex());
        value.put("artifacts", artifacts);
        value.put("parameters", new TreeMap<>(parameters));
        value.put("scopes", scopes);
        return value;
    }
}
