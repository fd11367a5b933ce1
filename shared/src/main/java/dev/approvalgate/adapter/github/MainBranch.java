package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;

/**
 * A repository's default branch.
 *
 * @param name without {@code refs/heads/}
 * @param commit the full id of the commit that it points to now
 */
record MainBranch(String name, String commit) {

    /** {@return the default branch of the repository that has the run's immutable id} */
    static MainBranch of(GitHubHttp http, RunAddress at) {
        JsonNode repository = http.get(at.installation(), Route.repo(at.owner(), at.repo()));
        if (Json.number(repository, "id") != at.repositoryId()) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH,
                    at.fullName() + " is not repository " + at.repositoryId() + " any more; nothing is read from it");
        }
        String name = Json.text(repository, "default_branch");
        JsonNode branch = http.get(at.installation(), Route.repo(at.owner(), at.repo(), "branches", name));
        return new MainBranch(name, Json.text(branch.path("commit"), "sha"));
    }
}
