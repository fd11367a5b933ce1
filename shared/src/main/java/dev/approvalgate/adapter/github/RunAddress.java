package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.HostRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a workflow run is found.
 *
 * @param installation id of the App's installation that may see it
 * @param repositoryId the immutable id of the repository
 * @param owner login of the repository's owner, when it was last read
 * @param repo name of the repository, when it was last read
 * @param runId the run's id
 */
public record RunAddress(long installation, long repositoryId, String owner, String repo, long runId) {

    /** The kind of {@link HostRef} that leads to a run on GitHub. */
    public static final String KIND = "github";

    /** Attribute: name of the environment that waits, as GitHub writes it. */
    public static final String ENVIRONMENT = "environment";

    /** Attribute: full id of the run's head commit. */
    public static final String HEAD_SHA = "head_sha";

    /** Attribute: the full Git ref, where GitHub said it and it fits the run. */
    public static final String REF = "ref";

    /** {@return the address in a host reference of kind {@value #KIND}} */
    public static RunAddress of(HostRef host) {
        if (!host.kind().equals(KIND)) {
            throw new IllegalArgumentException("not a run on GitHub but of kind " + host.kind());
        }
        return new RunAddress(
                number(host, "installation"),
                number(host, "repository_id"),
                host.required("owner"),
                host.required("repo"),
                number(host, "run_id"));
    }

    /**
     * {@return the reference that leads here}
     *
     * @param more further attributes, such as {@link #ENVIRONMENT}
     */
    public HostRef toHostRef(Map<String, String> more) {
        var attributes = new HashMap<>(more);
        attributes.put("installation", Long.toString(installation));
        attributes.put("repository_id", Long.toString(repositoryId));
        attributes.put("owner", owner);
        attributes.put("repo", repo);
        attributes.put("run_id", Long.toString(runId));
        return new HostRef(KIND, attributes);
    }

    /** {@return owner and name, as in {@code acme/payments}} */
    public String fullName() {
        return owner + "/" + repo;
    }

    Route route(Object... segments) {
        return Route.repo(owner, repo, "actions", "runs", runId).below(List.of(segments));
    }

    private static long number(HostRef host, String name) {
        return Numbers.parse(host.required(name))
                .orElseThrow(() -> new IllegalStateException("host reference holds no number in " + name));
    }
}
