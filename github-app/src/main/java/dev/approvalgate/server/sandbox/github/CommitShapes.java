package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;

/** Commits and files as GitHub writes them. */
final class CommitShapes {

    private final Links links;
    private final AccountShapes accounts;

    CommitShapes(Links links, AccountShapes accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    /** The form of lists and comparisons: without files. */
    Map<String, Object> listed(Repo repo, Commit commit) {
        String url = links.repo(repo, "commits/" + commit.sha());
        return Json.object(
                "sha", commit.sha(),
                "node_id", Links.node("C", commit.sha()),
                "commit", inner(repo, commit),
                "url", url,
                "html_url", links.page(repo, "commit/" + commit.sha()),
                "comments_url", url + "/comments",
                "author", accounts.simpleOrNull(commit.author().account()),
                "committer", accounts.simpleOrNull(commit.committer().account()),
                "parents",
                        commit.parents().stream().map(sha -> parent(repo, sha)).toList());
    }

    /** The form of {@code GET .../commits/{ref}}: with files. */
    Map<String, Object> full(Repo repo, Commit commit, List<FileChange> page) {
        Map<String, Object> shape = listed(repo, commit);
        List<FileChange> all = repo.history.changes(commit);
        long additions = all.stream().mapToLong(FileChange::additions).sum();
        long deletions = all.stream().mapToLong(FileChange::deletions).sum();
        shape.put("stats", Json.object("additions", additions, "deletions", deletions, "total", additions + deletions));
        shape.put(
                "files",
                page.stream().map(file -> file(repo, commit.sha(), file)).toList());
        return shape;
    }

    /** A file of a comparison, as it is at the given commit. */
    Map<String, Object> file(Repo repo, String sha, FileChange file) {
        Map<String, Object> shape = Json.object(
                "sha", Hashes.sha1(file.after() == null ? "" : file.after()),
                "filename", file.path(),
                "status", file.status(),
                "additions", file.additions(),
                "deletions", file.deletions(),
                "changes", file.additions() + file.deletions(),
                "blob_url", links.page(repo, "blob/" + sha + "/" + file.path()),
                "raw_url", links.page(repo, "raw/" + sha + "/" + file.path()),
                "contents_url", links.repo(repo, "contents/" + file.path() + "?ref=" + sha));
        if (file.previous() == null) {
            shape.put("patch", file.patch());
        } else {
            shape.put("previous_filename", file.previous());
        }
        return shape;
    }

    /** The short form in runs. */
    Map<String, Object> head(Commit commit) {
        return Json.object(
                "id", commit.sha(),
                "tree_id", commit.treeSha(),
                "message", commit.message(),
                "timestamp", Times.text(commit.author().date()),
                "author",
                        Json.object(
                                "name",
                                commit.author().name(),
                                "email",
                                commit.author().email()),
                "committer",
                        Json.object(
                                "name",
                                commit.committer().name(),
                                "email",
                                commit.committer().email()));
    }

    private Map<String, Object> inner(Repo repo, Commit commit) {
        return Json.object(
                "author", person(commit.author()),
                "committer", person(commit.committer()),
                "message", commit.message(),
                "tree", Json.object("sha", commit.treeSha(), "url", links.repo(repo, "git/trees/" + commit.treeSha())),
                "url", links.repo(repo, "git/commits/" + commit.sha()),
                "comment_count", 0,
                "verification",
                        Json.object(
                                "verified",
                                false,
                                "reason",
                                "unsigned",
                                "signature",
                                null,
                                "payload",
                                null,
                                "verified_at",
                                null));
    }

    private Map<String, Object> parent(Repo repo, String sha) {
        return Json.object(
                "sha", sha,
                "url", links.repo(repo, "commits/" + sha),
                "html_url", links.page(repo, "commit/" + sha));
    }

    private static Map<String, Object> person(Signature signature) {
        return Json.object("name", signature.name(), "email", signature.email(), "date", Times.text(signature.date()));
    }
}
