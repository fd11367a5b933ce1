package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Sha256;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workflow file that runs: what it is, and who changed it. */
final class PipelineDefinition {

    /** Their workflow file is that of another commit than the run's head. */
    private static final Set<String> DEFINED_ELSEWHERE = Set.of("pull_request", "pull_request_target");

    private static final int PAGE = 100;

    private final GitHubHttp http;
    private final RunFacts run;
    private final RunAddress at;

    PipelineDefinition(GitHubHttp http, RunFacts run) {
        this.http = http;
        this.run = run;
        this.at = run.address();
    }

    /** {@return the SHA-256 of the file, or {@code null} where it cannot be told} */
    @Nullable
    Sha256 hash() {
        if (DEFINED_ELSEWHERE.contains(run.event())) {
            return null;
        }
        try {
            return Sha256.of(http.raw(
                    at.installation(),
                    Route.repo(at.owner(), at.repo(), "contents")
                            .below(List.<Object>of((Object[]) run.path().split("/")))
                            .with("ref", run.headSha())));
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return null;
            }
            throw e;
        }
    }

    /** Adds whoever changed it. {@return whether all of them are known} */
    boolean addChangers(Comparison change, CommitPeople people) {
        if (!change.paths().contains(run.path())) {
            return true;
        }
        Set<String> within = change.ids();
        Route route = Route.repo(at.owner(), at.repo(), "commits")
                .with("sha", run.headSha())
                .with("path", run.path())
                .with("per_page", PAGE);
        try {
            int inside = 0;
            for (JsonNode commit : http.get(at.installation(), route)) {
                if (within.contains(commit.path("sha").asText())) {
                    people.addPipelineChange(commit);
                    inside++;
                }
            }
            return inside > 0 && inside < PAGE;
        } catch (GitHubProblem e) {
            if (e.isNotFound() || e.status() == 403) {
                return false;
            }
            throw e;
        }
    }
}
