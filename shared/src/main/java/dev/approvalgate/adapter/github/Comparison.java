package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between what runs and what is proposed.
 *
 * @param commits as GitHub writes them, oldest first
 * @param total how many there are
 * @param files as GitHub writes them
 * @param complete whether commits and files are all of them, and nothing that runs now is undone
 */
record Comparison(List<JsonNode> commits, int total, List<JsonNode> files, boolean complete) {

    /** GitHub lists at most so many files of a comparison or commit, and does not say that there are more. */
    private static final int MOST_FILES = 300;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;

    Comparison {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
    }

    /** {@return the comparison; empty where GitHub knows no such base any more} */
    static Optional<Comparison> between(GitHubHttp http, RunAddress at, String base, String head) {
        Route route = Route.repo(at.owner(), at.repo(), "compare", base + "..." + head)
                .with("per_page", PAGE);
        JsonNode first;
        try {
            first = http.get(at.installation(), route.with("page", 1));
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
        int total = (int) Math.min(Json.number(first, "total_commits"), Integer.MAX_VALUE);
        var commits = items(first.path("commits"));
        int last = (total + PAGE - 1) / PAGE;
        // Of a very long history the newest commits matter more than those in the middle.
        for (int page = Math.max(2, last - MOST_PAGES + 2); page <= last; page++) {
            commits.addAll(
                    items(http.get(at.installation(), route.with("page", page)).path("commits")));
        }
        List<JsonNode> files = items(first.path("files"));
        String status = first.path("status").asText();
        boolean forward = status.equals("ahead") || status.equals("identical");
        boolean complete = forward && commits.size() == total && files.size() < MOST_FILES;
        return Optional.of(new Comparison(commits, total, files, complete));
    }

    /** {@return the head commit alone: all that can be said where nothing is known to run} */
    static Comparison headAlone(GitHubHttp http, RunAddress at, String head) {
        JsonNode commit = http.get(at.installation(), Route.repo(at.owner(), at.repo(), "commits", head));
        return new Comparison(List.of(commit), 1, items(commit.path("files")), false);
    }

    /** {@return the ids of the commits} */
    Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        commits.forEach(commit -> ids.add(commit.path("sha").asText()));
        return ids;
    }

    /** {@return paths that differ, those that a file was renamed from included} */
    Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        for (JsonNode file : files) {
            paths.add(file.path("filename").asText());
            String before = Json.textOrNull(file, "previous_filename");
            if (before != null) {
                paths.add(before);
            }
        }
        return paths;
    }

    /** {@return the files as reviewers see them} */
    List<FileChange> fileChanges() {
        return files.stream()
                .map(file -> new FileChange(
                        file.path("filename").asText(),
                        file.path("status").asText("modified"),
                        file.path("additions").asInt(),
                        file.path("deletions").asInt(),
                        Json.textOrNull(file, "previous_filename")))
                .toList();
    }

    private static List<JsonNode> items(JsonNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }
}
