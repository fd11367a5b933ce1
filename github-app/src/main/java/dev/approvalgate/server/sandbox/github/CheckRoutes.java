package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Check runs and commit statuses. */
final class CheckRoutes {

    private final World world;
    private final Shapes shapes;

    CheckRoutes(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    void register(Api api) {
        api.repo("POST", "/check-runs", "checks:write", this::create);
        api.repo("PATCH", "/check-runs/{id}", "checks:write", (call, repo) -> {
            CheckRun check = check(call, repo);
            if (!check.app().equals(CheckRun.OUR_APP)) {
                throw Errors.forbidden();
            }
            CheckRunInput.apply(Json.read(call.body()), check, world.now());
            return Json.answer(200, shapes.checks().check(check));
        });
        api.repo(
                "GET",
                "/check-runs/{id}",
                "checks:read",
                (call, repo) -> Json.answer(200, shapes.checks().check(check(call, repo))));
        api.repo("GET", "/commits/{ref*}/check-runs", "checks:read", this::list);
        api.repo("GET", "/commits/{ref*}/status", "statuses:read", this::status);
    }

    private Answer create(Call call, Repo repo) {
        JsonNode body = Json.read(call.body());
        String name = Json.text(body, "name");
        String sha = Json.text(body, "head_sha");
        if (name == null || name.isEmpty() || sha == null) {
            throw Errors.unprocessable("Invalid request.\n\n\"name\", \"head_sha\" weren't supplied.");
        }
        Commit commit = repo.history
                .resolve(sha)
                .filter(c -> c.sha().equals(sha))
                .orElseThrow(() -> Errors.unprocessable("No commit found for SHA: " + sha));
        CheckRun check = new CheckRun(world.nextId(), repo, commit.sha(), name, CheckRun.OUR_APP, world.now());
        CheckRunInput.apply(body, check, world.now());
        world.checks.put(check.id(), check);
        return Json.answer(201, shapes.checks().check(check));
    }

    private CheckRun check(Call call, Repo repo) {
        long id = Api.id(call, "id");
        return checks(repo).filter(check -> check.id() == id).findFirst().orElseThrow(Errors::notFound);
    }

    private Stream<CheckRun> checks(Repo repo) {
        Stream<CheckRun> jobs = world.runs.values().stream()
                .filter(run -> run.repo() == repo)
                .flatMap(run -> run.jobs().stream())
                .map(Job::asCheckRun);
        return Stream.concat(world.checks.values().stream().filter(check -> check.repo() == repo), jobs);
    }

    private Answer list(Call call, Repo repo) {
        String sha = commit(call, repo).sha();
        List<CheckRun> found = checks(repo)
                .filter(check -> check.headSha().equals(sha))
                .filter(check ->
                        call.param("check_name").map(check.name::equals).orElse(true))
                .filter(check -> call.param("status").map(check.status::equals).orElse(true))
                .toList();
        return shapes.pages().wrapped(call, "check_runs", found, shapes.checks()::check);
    }

    private Answer status(Call call, Repo repo) {
        Commit commit = commit(call, repo);
        Map<String, CommitStatus> latest = new LinkedHashMap<>();
        repo.statuses.stream()
                .filter(status -> status.sha().equals(commit.sha()))
                .forEach(status -> latest.put(status.context(), status));
        List<CommitStatus> statuses = new ArrayList<>(latest.values());
        String url = shapes.links().repo(repo, "commits/" + commit.sha());
        return Json.answer(
                200,
                Json.object(
                        "state", combined(statuses),
                        "statuses",
                                shapes.pages().slice(call, statuses).stream()
                                        .map(status -> shapes.checks().status(repo, status, shapes.accounts()))
                                        .toList(),
                        "sha", commit.sha(),
                        "total_count", statuses.size(),
                        "repository", shapes.repos().minimal(repo),
                        "commit_url", url,
                        "url", url + "/status"));
    }

    private static Commit commit(Call call, Repo repo) {
        return repo.history
                .resolve(call.var("ref"))
                .orElseThrow(() -> Errors.unprocessable("No commit found for SHA: " + call.var("ref")));
    }

    private static String combined(List<CommitStatus> statuses) {
        if (statuses.stream().anyMatch(s -> List.of("failure", "error").contains(s.state()))) {
            return "failure";
        }
        boolean allGood = statuses.stream().allMatch(s -> Objects.equals(s.state(), "success"));
        return allGood && !statuses.isEmpty() ? "success" : "pending";
    }
}
