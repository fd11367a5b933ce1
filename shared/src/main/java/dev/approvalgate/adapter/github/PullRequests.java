package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.Contributor.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pull requests that brought a change, with their reviewers and mergers. Looks up so many and no more. */
final class PullRequests {

    private static final int MOST_LOOKUPS = 50;
    private static final int MOST_PULLS = 20;
    private static final int MOST_REVIEWS = 300;
    private static final int MOST_COMMITS = 250;
    private static final int PAGE = 100;

    /** Well within the lease of the work that reads: what takes longer is done again by another worker, and holds up everybody's votes. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final GitHubHttp http;
    private final RunFacts run;
    private final RunAddress at;
    private final CommitPeople people;
    private final Instant until;
    private final Map<Integer, PullRequest> found = new LinkedHashMap<>();
    private final Set<String> explained = new HashSet<>();
    private final Set<String> branches = new LinkedHashSet<>();
    private boolean complete = true;

    PullRequests(GitHubHttp http, RunFacts run, CommitPeople people) {
        this.http = http;
        this.run = run;
        this.at = run.address();
        this.people = people;
        this.until = http.clock().instant().plus(LONGEST);
    }

    /** Looks for the pull requests of these commits, newest first. */
    void read(List<String> commits) {
        int lookups = 0;
        try {
            for (String commit : commits) {
                if (explained.contains(commit)) {
                    continue;
                }
                if (lookups++ == MOST_LOOKUPS || isLate()) {
                    complete = false;
                    return;
                }
                JsonNode pulls = http.get(
                        at.installation(), repo("commits", commit, "pulls").with("per_page", PAGE));
                complete &= pulls.size() < PAGE;
                for (JsonNode pull : pulls) {
                    if (!isStrangers(pull)) {
                        add((int) Json.number(pull, "number"));
                    }
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

    /** {@return the branches of this repository that the commits came by, the given ones first; a name may be a tag's} */
    Set<String> branchesBeside(String... others) {
        var all = new LinkedHashSet<String>();
        for (String other : others) {
            if (!other.isEmpty()) {
                all.add(other);
            }
        }
        all.addAll(branches);
        return all;
    }

    /** {@return the commits and those of the pull requests that were merged into them} */
    Set<String> brought(Set<String> commits) {
        var all = new HashSet<>(commits);
        all.addAll(explained);
        return all;
    }

    private boolean isLate() {
        return http.clock().instant().isAfter(until);
    }

    /** Anybody can open a pull request of a fork that holds our commits. Until it is merged it has brought nothing here. */
    private boolean isStrangers(JsonNode pull) {
        return !run.event().startsWith("pull_request") && !isMerged(pull) && !isOurs(pull);
    }

    private boolean isOurs(JsonNode pull) {
        return pull.path("head").path("repo").path("id").asLong() == at.repositoryId();
    }

    private static boolean isMerged(JsonNode pull) {
        return pull.path("merged_at").isTextual();
    }

    /** Whether it was merged to where the run's commits come from; elsewhere it can list commits that others brought. */
    private boolean broughtItsCommits(JsonNode pull) {
        JsonNode base = pull.path("base");
        String into = base.path("ref").asText();
        return isMerged(pull)
                && (into.equals(run.branch())
                        || into.equals(base.path("repo").path("default_branch").asText()));
    }

    /** {@return whether all of them are known} */
    boolean isComplete() {
        return complete;
    }

    private void add(int number) {
        if (found.containsKey(number)) {
            return;
        }
        if (found.size() == MOST_PULLS || isLate()) {
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
                        merger == null ? null : merger.login(),
                        labels(pull)));
        if (isOurs(pull)) {
            branches.add(pull.path("head").path("ref").asText());
        }
        if (!broughtItsCommits(pull)) {
            return;
        }
        explained.add(pull.path("merge_commit_sha").asText());
        for (JsonNode commit :
                http.pages(at.installation(), repo("pulls", number, "commits"), list -> list, MOST_COMMITS)) {
            explained.add(commit.path("sha").asText());
        }
    }

    private static List<String> labels(JsonNode pull) {
        var labels = new ArrayList<String>();
        pull.path("labels").forEach(label -> labels.add(label.path("name").asText()));
        return labels;
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
