package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Re-reads the facts that webhooks claim. All calls throw {@link GateException}: {@code host_unreachable} where trying again makes
 * sense, {@code host_fact_mismatch} where the facts contradict the claim.
 */
public final class GitHubHost {

    private final GitHubHttp http;

    /** Uses a connection. */
    public GitHubHost(GitHubHttp http) {
        this.http = http;
    }

    /** {@return the run as it is now; its repository is the asked one by immutable id} */
    public RunFacts run(RunAddress address) {
        return RunFacts.of(http.get(address.installation(), address.route()), address);
    }

    /** {@return names of the environments that the run waits for now} */
    public List<String> pendingEnvironments(RunAddress address) {
        var names = new ArrayList<String>();
        for (JsonNode pending : http.get(address.installation(), address.route("pending_deployments"))) {
            names.add(Json.text(pending.path("environment"), "name"));
        }
        return List.copyOf(names);
    }

    /** {@return the name, as GitHub writes it, of an environment that the run waits for now; empty where it does not} */
    public Optional<String> waitingFor(RunAddress address, Environment environment) {
        return pendingEnvironments(address).stream()
                .filter(name -> isNameOf(name, environment))
                .findFirst();
    }

    /** {@return whether the run waits for that environment now} */
    public boolean isWaiting(RunAddress address, Environment environment) {
        return waitingFor(address, environment).isPresent();
    }

    private static boolean isNameOf(String name, Environment environment) {
        try {
            return Environment.of(name).equals(environment);
        } catch (GateException e) {
            // A name that we refuse for itself must not hide the others that wait.
            return false;
        }
    }

    /**
     * {@return who the run is: the same workload key that an identity token of the run carries}
     *
     * @param run as read from the API
     * @param environment the environment that it waits for
     */
    public WorkloadIdentity identityOf(RunFacts run, Environment environment) {
        RunAddress address = run.address();
        String project = Long.toString(address.repositoryId());
        String id = Long.toString(address.runId());
        var claims = new HashMap<String, String>();
        claims.put("repository_id", project);
        claims.put("repository", address.fullName());
        claims.put("repository_owner_id", Long.toString(run.ownerId()));
        claims.put("repository_visibility", run.isPrivate() ? "private" : "public");
        claims.put("environment", environment.display());
        claims.put("event_name", run.event());
        claims.put("sha", run.headSha());
        claims.put("run_id", id);
        claims.put("run_attempt", Integer.toString(run.attempt()));
        if (run.actor() != null) {
            claims.put("actor_id", Long.toString(run.actor().id()));
        }
        return WorkloadIdentity.attested(
                new WorkloadKey(http.settings().oidcIssuer(), project, run.path()),
                "repo:" + address.fullName() + ":environment:"
                        + environment.display().replace(":", "%3A"),
                new Run(id, run.attempt()),
                claims);
    }
}
