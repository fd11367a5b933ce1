package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Contributor.Role;
import java.util.Collection;
import java.util.Set;

/**
 * Whoever brought commits to a branch, by GitHub's own record of pushes, which no commit can forge. Where that record may not be read, or
 * is longer than one page, less is known; nobody is let off who is known otherwise.
 */
final class Pushers {

    private static final int PAGE = 100;

    private final GitHubHttp http;
    private final RunAddress at;
    private final CommitPeople people;

    Pushers(GitHubHttp http, RunAddress at, CommitPeople people) {
        this.http = http;
        this.at = at;
        this.people = people;
    }

    /**
     * Adds whoever moved one of the branches to one of the commits.
     *
     * @param branches names, without {@code refs/heads/}
     * @param commits full ids
     */
    void read(Collection<String> branches, Set<String> commits) {
        for (String branch : branches) {
            Route route = Route.repo(at.owner(), at.repo(), "activity")
                    .with("ref", "refs/heads/" + branch)
                    .with("per_page", PAGE);
            try {
                for (JsonNode activity : http.get(at.installation(), route)) {
                    if (commits.contains(activity.path("after").asText())) {
                        add(activity);
                    }
                }
            } catch (GitHubProblem e) {
                if (!e.isNotFound() && e.status() != 403) {
                    throw e;
                }
                return;
            }
        }
    }

    private void add(JsonNode activity) {
        GitHubAccount actor = GitHubAccount.of(activity.path("actor"));
        switch (activity.path("activity_type").asText()) {
            case "pr_merge" -> people.add(Role.MERGER, actor);
            case "merge_queue_merge", "branch_deletion" -> {
                // A queue acts for those who are known by the pull request.
            }
            default -> people.add(Role.PUSHER, actor);
        }
    }
}
