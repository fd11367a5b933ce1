package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;

/** Pull requests and reviews as GitHub writes them. */
final class PullShapes {

    private final Links links;
    private final AccountShapes accounts;
    private final RepoShapes repos;

    PullShapes(Links links, AccountShapes accounts, RepoShapes repos) {
        this.links = links;
        this.accounts = accounts;
        this.repos = repos;
    }

    /** The form of lists. */
    Map<String, Object> listed(Pull pull) {
        String page = links.page(pull.repo(), "pull/" + pull.number());
        String closed =
                pull.mergeCommit().map(c -> Times.text(c.author().date())).orElse(null);
        Map<String, Object> shape = Json.object(
                "id",
                pull.id(),
                "node_id",
                Links.node("PR", pull.id()),
                "number",
                pull.number(),
                "html_url",
                page,
                "diff_url",
                page + ".diff",
                "patch_url",
                page + ".patch",
                "state",
                closed == null ? "open" : "closed",
                "locked",
                false,
                "title",
                pull.title(),
                "user",
                accounts.simple(pull.author()),
                "body",
                null,
                "created_at",
                Times.text(pull.createdAt()),
                "updated_at",
                closed == null ? Times.text(pull.createdAt()) : closed,
                "closed_at",
                closed,
                "merged_at",
                closed,
                "merge_commit_sha",
                pull.mergeCommit().map(Commit::sha).orElse(null),
                "assignee",
                null,
                "assignees",
                List.of(),
                "requested_reviewers",
                List.of(),
                "requested_teams",
                List.of(),
                "labels",
                pull.labels.stream().map(name -> label(pull, name)).toList(),
                "milestone",
                null,
                "draft",
                false,
                "auto_merge",
                null,
                "active_lock_reason",
                null,
                "author_association",
                "MEMBER",
                "head",
                side(pull, pull.headBranch(), pull.head()),
                "base",
                side(pull, Repo.DEFAULT_BRANCH, pull.base()));
        links(pull).forEach((name, url) -> shape.put(name.equals("self") ? "url" : name + "_url", url));
        Map<String, Object> hrefs = Json.object();
        links(pull).forEach((name, url) -> hrefs.put(name, Map.of("href", url)));
        hrefs.put("html", Map.of("href", page));
        shape.put("_links", hrefs);
        return shape;
    }

    /** The form of {@code GET .../pulls/{number}}. */
    Map<String, Object> full(Pull pull) {
        Map<String, Object> shape = listed(pull);
        List<FileChange> files = pull.changes();
        boolean merged = pull.mergeCommit().isPresent();
        shape.putAll(Json.object(
                "merged",
                merged,
                "mergeable",
                merged ? null : true,
                "rebaseable",
                merged ? null : true,
                "mergeable_state",
                merged ? "unknown" : "clean",
                "merged_by",
                accounts.simpleOrNull(pull.mergedBy().orElse(null)),
                "comments",
                0,
                "review_comments",
                0,
                "maintainer_can_modify",
                false,
                "commits",
                pull.commits().size(),
                "additions",
                files.stream().mapToLong(FileChange::additions).sum(),
                "deletions",
                files.stream().mapToLong(FileChange::deletions).sum(),
                "changed_files",
                files.size()));
        return shape;
    }

    Map<String, Object> review(Pull pull, Review review) {
        String page = links.page(pull.repo(), "pull/" + pull.number() + "#pullrequestreview-" + review.id());
        String url = links.repo(pull.repo(), "pulls/" + pull.number());
        return Json.object(
                "id", review.id(),
                "node_id", Links.node("PRR", review.id()),
                "user", accounts.simple(review.user()),
                "body", "",
                "state", review.state(),
                "html_url", page,
                "pull_request_url", url,
                "author_association", "MEMBER",
                "_links", Map.of("html", Map.of("href", page), "pull_request", Map.of("href", url)),
                "submitted_at", Times.text(review.submittedAt()),
                "commit_id", review.commit());
    }

    private Map<String, Object> label(Pull pull, String name) {
        return Json.object(
                "id",
                Integer.toUnsignedLong(name.hashCode()),
                "node_id",
                Links.node("LA", name),
                "url",
                links.repo(pull.repo(), "labels/" + name),
                "name",
                name,
                "description",
                null,
                "color",
                "ededed",
                "default",
                false);
    }

    private Map<String, String> links(Pull pull) {
        String url = links.repo(pull.repo(), "pulls/" + pull.number());
        String issue = links.repo(pull.repo(), "issues/" + pull.number());
        return Map.of(
                "self",
                url,
                "issue",
                issue,
                "comments",
                issue + "/comments",
                "commits",
                url + "/commits",
                "review_comments",
                url + "/comments",
                "review_comment",
                links.repo(pull.repo(), "pulls/comments{/number}"),
                "statuses",
                links.repo(pull.repo(), "statuses/" + pull.head().sha()));
    }

    private Map<String, Object> side(Pull pull, String ref, Commit commit) {
        Repo repo = pull.repo();
        return Json.object(
                "label", repo.owner().login() + ":" + ref,
                "ref", ref,
                "sha", commit.sha(),
                "user", accounts.simple(repo.owner()),
                "repo", repos.full(repo));
    }
}
