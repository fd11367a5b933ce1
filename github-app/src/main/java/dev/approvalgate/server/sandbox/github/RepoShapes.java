package dev.approvalgate.server.sandbox.github;

import java.util.Map;

/** Repositories as GitHub writes them. */
final class RepoShapes {

    private static final String[] TEMPLATES = {
        "archive{archive_format}{/ref}",
        "assignees{/user}",
        "branches{/branch}",
        "collaborators{/collaborator}",
        "comments{/number}",
        "commits{/sha}",
        "compare{base}...{head}",
        "contents{+path}",
        "contributors",
        "deployments",
        "downloads",
        "events",
        "forks",
        "hooks",
        "issues{/number}",
        "keys{/key_id}",
        "labels{/name}",
        "languages",
        "merges",
        "milestones{/number}",
        "notifications{since,all,participating}",
        "pulls{/number}",
        "releases{/id}",
        "stargazers",
        "statuses{sha}",
        "subscribers",
        "subscription",
        "tags",
        "teams",
    };

    private static final String[][] NESTED = {
        {"blobs_url", "git/blobs{/sha}"},
        {"git_commits_url", "git/commits{/sha}"},
        {"git_refs_url", "git/refs{/sha}"},
        {"git_tags_url", "git/tags{/sha}"},
        {"trees_url", "git/trees{/sha}"},
        {"issue_comment_url", "issues/comments{/number}"},
        {"issue_events_url", "issues/events{/number}"},
    };

    private final Links links;
    private final AccountShapes accounts;

    RepoShapes(Links links, AccountShapes accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    /** The form in which repositories are part of other objects. */
    Map<String, Object> minimal(Repo repo) {
        Map<String, Object> shape = Json.object(
                "id", repo.id(),
                "node_id", Links.node("R", repo.id()),
                "name", repo.name(),
                "full_name", repo.fullName(),
                "private", repo.isPrivate(),
                "owner", accounts.simple(repo.owner()),
                "html_url", links.page(repo.fullName()),
                "description", null,
                "fork", false,
                "url", links.repo(repo));
        for (String template : TEMPLATES) {
            String name = template.replaceFirst("\\{.*", "");
            shape.put(
                    name + "_url",
                    links.repo(repo, template.replace("{base}", "/{base}").replace("{+path}", "/{+path}")));
        }
        for (String[] nested : NESTED) {
            shape.put(nested[0], links.repo(repo, nested[1]));
        }
        return shape;
    }

    /** The form of {@code GET /repos/{owner}/{repo}}, which webhooks use too. */
    Map<String, Object> full(Repo repo) {
        Map<String, Object> shape = minimal(repo);
        String page = links.page(repo.fullName());
        String created = Times.text(repo.createdAt());
        shape.putAll(Json.object(
                "created_at",
                created,
                "updated_at",
                created,
                "pushed_at",
                created,
                "git_url",
                page.replaceFirst("^http", "git") + ".git",
                "ssh_url",
                "git@127.0.0.1:" + repo.fullName() + ".git",
                "clone_url",
                page + ".git",
                "svn_url",
                page,
                "mirror_url",
                null,
                "homepage",
                null,
                "language",
                null,
                "license",
                null,
                "archived",
                false,
                "disabled",
                false,
                "is_template",
                false,
                "allow_forking",
                true,
                "web_commit_signoff_required",
                false,
                "visibility",
                repo.isPrivate() ? "private" : "public",
                "default_branch",
                Repo.DEFAULT_BRANCH,
                "topics",
                new String[0],
                "custom_properties",
                Map.of()));
        for (String count : new String[] {"forks", "open_issues", "watchers", "stargazers"}) {
            shape.put(count + "_count", 0);
        }
        for (String count :
                new String[] {"size", "forks", "open_issues", "watchers", "network_count", "subscribers_count"}) {
            shape.put(count, 0);
        }
        for (String feature : new String[] {"issues", "projects", "downloads", "wiki", "pages", "discussions"}) {
            shape.put("has_" + feature, false);
        }
        return shape;
    }
}
