package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Contributor.Role;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever brought commits to a branch, by GitHub's own record of pushes, which no commit can forge. Where that record may not be read, or
 * one page does not reach back to where the change begins, the change is incomplete; nobody is let off who is known otherwise.
 */
final class Pushers {

    private static final int PAGE = 100;
    /** What only adds to a branch. */
    private static final Set<String> FORWARD = Set.of("push", "pr_merge", "merge_queue_merge");

    private final GitHubHttp http;
    private final RunAddress at;
    private final CommitPeople people;
    private boolean complete = true;

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
     * @param baseline the full id of the commit that runs now, or {@code null} where none is known
     */
    void read(Collection<String> branches, Set<String> commits, @Nullable String baseline) {
        for (String branch : branches) {
            Route route = Route.repo(at.owner(), at.repo(), "activity")
                    .with("ref", "refs/heads/" + branch)
                    .with("per_page", PAGE);
            try {
                JsonNode newestFirst = http.get(at.installation(), route);
                for (JsonNode activity : newestFirst) {
                    if (commits.contains(after(activity))) {
                        add(activity);
                    }
                }
                complete &= newestFirst.size() < PAGE || reachesBack(newestFirst, commits, baseline);
            } catch (GitHubProblem e) {
                if (!e.isNotFound() && e.status() != 403) {
                    throw e;
                }
                complete = false;
                return;
            }
        }
    }

    /** {@return whether nobody is missing because the record could not be read so far back} */
    boolean isComplete() {
        return complete;
    }

    /**
     * What lies below the commit that runs now is not part of the change; nor is what lies below anything that is not. Neither is said of a
     * branch that was put there by force, or taken away and made anew: what was pushed to it before may be part of the change all the same.
     */
    static boolean reachesBack(JsonNode newestFirst, Set<String> commits, @Nullable String baseline) {
        boolean within = false;
        for (JsonNode activity : newestFirst) {
            if (!FORWARD.contains(activity.path("activity_type").asText())) {
                return false;
            }
            String after = after(activity);
            boolean counts = commits.contains(after);
            if (after.equals(baseline) || (within && !counts)) {
                return true;
            }
            within |= counts;
        }
        return false;
    }

    private static String after(JsonNode activity) {
        return activity.path("after").asText();
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
