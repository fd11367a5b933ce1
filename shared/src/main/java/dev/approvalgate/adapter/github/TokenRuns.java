package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the run that a verified identity token of Actions speaks for, where nobody but the token leads to it. */
final class TokenRuns {

    private static final byte[] NOTHING = {};
    private static final Pattern REPOSITORY = Pattern.compile("([A-Za-z0-9._-]{1,100})/([A-Za-z0-9._-]{1,100})");

    private final GitHubHttp http;

    TokenRuns(GitHubHttp http) {
        this.http = http;
    }

    /**
     * {@return where the run is; empty where the issuer is another, or the App is not installed for the repository}
     *
     * <p>The name is the token's, as it was when the token was made; whoever reads the run compares the immutable id.
     */
    Optional<RunAddress> find(WorkloadIdentity identity) {
        if (!identity.key().issuer().equals(http.settings().oidcIssuer())) {
            return Optional.empty();
        }
        Matcher name = REPOSITORY.matcher(identity.claims().getOrDefault("repository", ""));
        Optional<Long> repository = Numbers.parse(identity.key().projectId());
        Optional<Long> run = Numbers.parse(identity.run().id());
        if (!name.matches() || repository.isEmpty() || run.isEmpty()) {
            return Optional.empty();
        }
        Long installation = installation(name.group(1), name.group(2));
        return installation == null
                ? Optional.empty()
                : Optional.of(new RunAddress(installation, repository.get(), name.group(1), name.group(2), run.get()));
    }

    private @Nullable Long installation(String owner, String repo) {
        try {
            JsonNode found = Json.read(http.asApp("GET", Route.repo(owner, repo, "installation"), NOTHING)
                    .body());
            return found.path("suspended_at").isTextual() ? null : Json.number(found, "id");
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    /** Refuses where a token speaks of another commit than the run's. */
    static void requireSame(WorkloadIdentity identity, RunFacts run) {
        if (!run.headSha().equals(identity.claims().get("sha"))) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    "the identity token names another commit than GitHub's run "
                            + run.address().runId() + ", " + run.headSha());
        }
    }
}
