package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.Contributor.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pull requests that brought a change, with their reviewers and mergers. Looks up so many and no more. */
final class PullRequests {

    private static final int MOST_LOOKUPS = 50;
    private static final int MOST_PULLS = 20;
    private static final int MOST_REVIEWS = 300;
    private static final int MOST_COMMITS = 250;

    private final GitHubHttp http;
    private final RunAddress at;
    private final CommitPeople people;
    private final Map<Integer, PullRequest> found = new LinkedHashMap<>();
    private final Set<String> explained = new HashSet<>();
    private boolean complete = true;

    PullRequests(GitHubHttp http, RunAddress at, CommitPeople people) {
        this.http = http;
        this.at = at;
        this.people = people;
    }

    /** Looks for the pull requests of these commits, newest first. */
    void read(List<String> commits) {
        int lookups = 0;
        try {
            for (String commit : commits) {
                if (explained.contains(commit)) {
                    continue;
                }
                if (lookups++ == MOST_LOOKUPS) {
                    complete = false;
                    return;
                }
                for (JsonNode pull : http.get(
                        at.installation(), repo("commits", commit, "pulls").with("per_page", 100))) {
                    add((int) Json.number(pull, "number"));
                }
            }
        } catch (GitHubProblem e) {
            // Without permission, or where something was deleted; who merged is unknown then. Anything else is tried
            // again.
            if (!e.isNotFound() && e.status() != 403) {
                throw e;
            }
            complete = false;
        }
    }

    List<PullRequest> found() {
        return List.copyOf(found.values());
    }

    /** {@return whether all of them are known} */
    boolean isComplete() {
        return complete;
    }

    private void add(int number) {
        if (found.containsKey(number)) {
            return;
        }
        if (found.size() == MOST_PULLS) {
            complete = false;
            return;
        }
        JsonNode pull = http.get(at.installation(), repo("pulls", number));
        GitHubAccount author = GitHubAccount.of(pull.path("user"));
        GitHubAccount merger = GitHubAccount.of(pull.path("merged_by"));
        people.add(Role.PULL_REQUEST_AUTHOR, author);
        people.add(Role.MERGER, merger);
        found.put(
                number,
                new PullRequest(
                        number,
                        pull.path("title").asText(),
                        author == null ? "unknown" : author.login(),
                        approvedBy(number),
                        merger == null ? null : merger.login()));
        explained.add(pull.path("merge_commit_sha").asText());
        for (JsonNode commit :
                http.pages(at.installation(), repo("pulls", number, "commits"), list -> list, MOST_COMMITS)) {
            explained.add(commit.path("sha").asText());
        }
    }

    /** Whose latest review that says yes or no says yes. */
    private List<String> approvedBy(int number) {
        var latest = new HashMap<String, String>();
        var order = new ArrayList<String>();
        for (JsonNode review :
                http.pages(at.installation(), repo("pulls", number, "reviews"), list -> list, MOST_REVIEWS)) {
            String reviewer = review.path("user").path("login").asText();
            String state = review.path("state").asText();
            if (!reviewer.isEmpty() && !state.equals("COMMENTED") && !state.equals("PENDING")) {
                if (latest.put(reviewer, state) == null) {
                    order.add(reviewer);
                }
            }
        }
        return order.stream()
                .filter(reviewer -> "APPROVED".equals(latest.get(reviewer)))
                .toList();
    }

    private Route repo(Object... segments) {
        return Route.repo(at.owner(), at.repo(), segments);
    }
}
