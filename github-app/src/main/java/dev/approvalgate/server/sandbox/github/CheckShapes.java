package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Check runs and commit statuses as GitHub writes them. */
final class CheckShapes {

    private final Links links;
    private final AppShapes apps;
    private final Supplier<AppIdentity> app;

    CheckShapes(Links links, AppShapes apps, Supplier<AppIdentity> app) {
        this.links = links;
        this.apps = apps;
        this.app = app;
    }

    Map<String, Object> check(CheckRun check) {
        String url = links.repo(check.repo(), "check-runs/" + check.id());
        String page = links.page(check.repo(), "runs/" + check.id());
        return Json.object(
                "id", check.id(),
                "name", check.name,
                "node_id", Links.node("CR", check.id()),
                "head_sha", check.headSha(),
                "external_id", check.externalId == null ? "" : check.externalId,
                "url", url,
                "html_url", page,
                "details_url", check.detailsUrl == null ? page : check.detailsUrl,
                "status", check.status,
                "conclusion", check.conclusion,
                "started_at", Times.text(check.startedAt()),
                "completed_at", Times.textOrNull(check.completedAt),
                "output",
                        Json.object(
                                "title", check.output.title(),
                                "summary", check.output.summary(),
                                "text", check.output.text(),
                                "annotations_count", 0,
                                "annotations_url", url + "/annotations"),
                "check_suite", Map.of("id", suiteId(check)),
                "app", app(check),
                "pull_requests", List.of());
    }

    /** The form of webhooks, whose check suite is written out. */
    Map<String, Object> hooked(CheckRun check) {
        Map<String, Object> shape = check(check);
        long suite = suiteId(check);
        String at = Times.text(check.startedAt());
        shape.put(
                "check_suite",
                Json.object(
                        "id",
                        suite,
                        "node_id",
                        Links.node("CS", suite),
                        "head_branch",
                        Repo.DEFAULT_BRANCH,
                        "head_sha",
                        check.headSha(),
                        "status",
                        check.status,
                        "conclusion",
                        check.conclusion,
                        "url",
                        links.repo(check.repo(), "check-suites/" + suite),
                        "before",
                        null,
                        "after",
                        check.headSha(),
                        "pull_requests",
                        List.of(),
                        "app",
                        app(check),
                        "created_at",
                        at,
                        "updated_at",
                        at));
        return shape;
    }

    Map<String, Object> status(Repo repo, CommitStatus status, AccountShapes accounts) {
        return Json.object(
                "url", links.repo(repo, "statuses/" + status.sha()),
                "avatar_url", links.page("_avatars/" + status.creator().id()),
                "id", status.id(),
                "node_id", Links.node("SC", status.id()),
                "state", status.state(),
                "description", null,
                "target_url", null,
                "context", status.context(),
                "created_at", Times.text(status.at()),
                "updated_at", Times.text(status.at()),
                "creator", accounts.simple(status.creator()));
    }

    private Map<String, Object> app(CheckRun check) {
        return check.app().equals(CheckRun.OUR_APP) ? apps.app(app.get()) : apps.foreign(check.app());
    }

    private static long suiteId(CheckRun check) {
        return check.id() + 2_000_000_000L;
    }
}
