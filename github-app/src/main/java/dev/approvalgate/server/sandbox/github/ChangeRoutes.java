package dev.approvalgate.server.sandbox.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Repositories, commits, comparisons, files and accounts. */
final class ChangeRoutes {

    private static final int MAX_COMPARED_FILES = 300;
    private static final int UNPAGED_COMMITS = 250;
    private static final int MAX_INLINE_CONTENT = 1024 * 1024;

    private final World world;
    private final Access access;
    private final Shapes shapes;

    ChangeRoutes(World world, Access access, Shapes shapes) {
        this.world = world;
        this.access = access;
        this.shapes = shapes;
    }

    void register(Api api) {
        api.repo(
                "GET",
                "",
                "metadata:read",
                (call, repo) -> Json.answer(200, shapes.repos().full(repo)));
        api.token("GET", "/repositories/{id}", call -> {
            Repo repo = world.repos.get(Api.id(call, "id"));
            if (repo == null) {
                throw Errors.notFound();
            }
            access.require(call, repo, "metadata:read");
            return Json.answer(200, shapes.repos().full(repo));
        });
        api.repo("GET", "/compare/{basehead*}", "contents:read", this::compare);
        api.repo("GET", "/commits", "contents:read", this::commits);
        api.repo("GET", "/contents/{path*}", "contents:read", this::contents);
        api.token(
                "GET",
                "/users/{login}",
                call -> Json.answer(
                        200,
                        shapes.accounts().full(world.account(call.var("login")).orElseThrow(Errors::notFound))));
        api.token("GET", "/user/{id}", call -> {
            Account account = world.accounts.get(Api.id(call, "id"));
            if (account == null) {
                throw Errors.notFound();
            }
            return Json.answer(200, shapes.accounts().full(account));
        });
    }

    /** Registered last: its greedy reference would also match the routes below a commit. */
    void registerCommit(Api api) {
        api.repo("GET", "/commits/{ref*}", "contents:read", (call, repo) -> {
            Commit commit = repo.history
                    .resolve(call.var("ref"))
                    .orElseThrow(() -> Errors.unprocessable("No commit found for SHA: " + call.var("ref")));
            List<FileChange> files = repo.history.changes(commit);
            List<FileChange> page =
                    files.size() <= MAX_COMPARED_FILES && call.param("page").isEmpty()
                            ? files
                            : shapes.pages().slice(call, files);
            Answer answer = Json.answer(200, shapes.commits().full(repo, commit, page));
            return page.size() == files.size() ? answer : shapes.pages().linked(call, files, answer);
        });
    }

    /** The history of a commit, newest first; with a path, only the commits that changed it. */
    private Answer commits(Call call, Repo repo) {
        String from = call.param("sha").orElse(Repo.DEFAULT_BRANCH);
        Commit start = repo.history.resolve(from).orElseThrow(Errors::notFound);
        List<Commit> found = repo.history.upTo(start).stream()
                .filter(commit -> call.param("path")
                        .map(path -> repo.history.changes(commit).stream()
                                .anyMatch(change -> change.path().equals(path) || path.equals(change.previous())))
                        .orElse(true))
                .toList();
        return shapes.pages().list(call, found, commit -> shapes.commits().listed(repo, commit));
    }

    private Answer compare(Call call, Repo repo) {
        String[] ends = call.var("basehead").split("\\.\\.\\.", 2);
        if (ends.length < 2) {
            throw Errors.notFound();
        }
        History history = repo.history;
        Commit base = history.resolve(ends[0]).orElseThrow(Errors::notFound);
        Commit head = history.resolve(ends[1]).orElseThrow(Errors::notFound);
        Commit fork = history.mergeBase(base, head).orElseThrow(Errors::notFound);
        List<Commit> ahead = history.between(base, head);
        int behind = history.between(head, base).size();
        boolean paged = call.param("page").isPresent() || call.param("per_page").isPresent();
        List<Commit> commits =
                paged ? shapes.pages().slice(call, ahead) : ahead.subList(0, Math.min(ahead.size(), UNPAGED_COMMITS));
        List<FileChange> files = FileChange.between(fork.tree(), head.tree());
        String page = shapes.links().page(repo, "compare/" + call.var("basehead"));
        Map<String, Object> shape = Json.object(
                "url", shapes.links().repo(repo, "compare/" + call.var("basehead")),
                "html_url", page,
                "permalink_url", shapes.links().page(repo, "compare/" + base + "..." + head),
                "diff_url", page + ".diff",
                "patch_url", page + ".patch",
                "base_commit", shapes.commits().listed(repo, base),
                "merge_base_commit", shapes.commits().listed(repo, fork),
                "status", status(ahead.size(), behind),
                "ahead_by", ahead.size(),
                "behind_by", behind,
                "total_commits", ahead.size(),
                "commits",
                        commits.stream()
                                .map(c -> shapes.commits().listed(repo, c))
                                .toList(),
                // Only the first page of commits carries files, and of them only the first 300.
                "files",
                        files.stream()
                                .limit(Pages.page(call) == 1 ? MAX_COMPARED_FILES : 0)
                                .map(file -> shapes.commits().file(repo, head.sha(), file))
                                .toList());
        Answer answer = Json.answer(200, shape);
        return paged ? shapes.pages().linked(call, ahead, answer) : answer;
    }

    private static String status(int ahead, int behind) {
        return ahead == 0 && behind == 0 ? "identical" : behind == 0 ? "ahead" : ahead == 0 ? "behind" : "diverged";
    }

    private Answer contents(Call call, Repo repo) {
        String ref = call.param("ref").orElse(Repo.DEFAULT_BRANCH);
        String path = call.var("path");
        Commit commit =
                repo.history.resolve(ref).orElseThrow(() -> Errors.unprocessable("No commit found for the ref " + ref));
        String content = commit.tree().get(path);
        if (content == null) {
            throw Errors.notFound();
        }
        if (call.header("Accept").orElse("").contains("raw")) {
            return Answer.of(200, "application/vnd.github.raw; charset=utf-8", content);
        }
        byte[] bytes = content.getBytes(UTF_8);
        boolean inline = bytes.length <= MAX_INLINE_CONTENT;
        String url = shapes.links().repo(repo, "contents/" + path + "?ref=" + ref);
        String page = shapes.links().page(repo, "blob/" + ref + "/" + path);
        String blob = Hashes.sha1(content);
        String git = shapes.links().repo(repo, "git/blobs/" + blob);
        return Json.answer(
                200,
                Json.object(
                        "type",
                        "file",
                        "encoding",
                        inline ? "base64" : "none",
                        "size",
                        bytes.length,
                        "name",
                        path.substring(path.lastIndexOf('/') + 1),
                        "path",
                        path,
                        "content",
                        inline
                                ? Base64.getMimeEncoder(60, "\n".getBytes(US_ASCII))
                                                .encodeToString(bytes) + "\n"
                                : "",
                        "sha",
                        blob,
                        "url",
                        url,
                        "git_url",
                        git,
                        "html_url",
                        page,
                        "download_url",
                        shapes.links().page(repo, "raw/" + ref + "/" + path),
                        "_links",
                        Map.of("self", url, "git", git, "html", page)));
    }
}
