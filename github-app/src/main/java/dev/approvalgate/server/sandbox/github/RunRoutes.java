package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Workflow runs, what waits in them, and the answers of protection rules. */
final class RunRoutes {

    private static final int MAX_COMMENT = 1024;

    private final World world;
    private final Shapes shapes;

    RunRoutes(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    void register(Api api) {
        api.repo(
                "GET",
                "/actions/runs/{id}",
                "actions:read",
                (call, repo) -> Json.answer(200, shapes.runs().run(run(call, repo))));
        api.repo(
                "GET",
                "/actions/runs/{id}/pending_deployments",
                "actions:read",
                (call, repo) -> Json.answer(
                        200,
                        run(call, repo).waiting().stream()
                                .map(shapes.runs()::pending)
                                .toList()));
        api.repo(
                "GET",
                "/actions/runs/{id}/approvals",
                "actions:read",
                (call, repo) -> Json.answer(
                        200,
                        run(call, repo).approvals.stream()
                                .map(shapes.runs()::approval)
                                .toList()));
        api.repo("GET", "/actions/runs/{id}/jobs", "actions:read", this::jobs);
        api.repo(
                "GET",
                "/actions/jobs/{id}",
                "actions:read",
                (call, repo) -> Json.answer(200, shapes.runs().job(job(call, repo))));
        api.repo("POST", "/actions/runs/{id}/deployment_protection_rule", "deployments:write", this::answerRule);
        api.repo("GET", "/deployments", "deployments:read", this::deployments);
    }

    private Run run(Call call, Repo repo) {
        Run run = world.runs.get(Api.id(call, "id"));
        if (run == null || run.repo() != repo) {
            throw Errors.notFound();
        }
        return run;
    }

    private List<Job> jobs(Repo repo) {
        return world.runs.values().stream()
                .filter(run -> run.repo() == repo)
                .flatMap(run -> run.allJobs().stream())
                .toList();
    }

    private Job job(Call call, Repo repo) {
        long id = Api.id(call, "id");
        return jobs(repo).stream().filter(j -> j.id() == id).findFirst().orElseThrow(Errors::notFound);
    }

    private Answer jobs(Call call, Repo repo) {
        Run run = run(call, repo);
        List<Job> jobs = call.param("filter").orElse("latest").equals("all") ? run.allJobs() : run.jobs();
        return shapes.pages().wrapped(call, "jobs", jobs, shapes.runs()::job);
    }

    private Answer deployments(Call call, Repo repo) {
        List<Job> found = jobs(repo).stream()
                .filter(job -> job.environment().isPresent())
                .filter(job -> matches(call, "environment", job.environment().orElse("")))
                .filter(job -> matches(call, "sha", job.run().sha()))
                .filter(job -> matches(call, "ref", job.run().spec().branch()))
                .sorted(Comparator.comparingLong(Job::deploymentId).reversed())
                .toList();
        return shapes.pages().list(call, found, shapes.runs()::deployment);
    }

    private static boolean matches(Call call, String parameter, String value) {
        return call.param(parameter).map(value::equals).orElse(true);
    }

    /** Approves or rejects all that waits for the environment in the run, or, without a state, leaves a status report. */
    private Answer answerRule(Call call, Repo repo) {
        Run run = run(call, repo);
        JsonNode body = Json.read(call.body());
        String environment = Json.text(body, "environment_name");
        String state = Json.text(body, "state");
        String comment = Objects.requireNonNullElse(Json.text(body, "comment"), "");
        if (environment == null || (state == null && comment.isEmpty())) {
            throw Errors.unprocessable(
                    "Invalid request.\n\n\"environment_name\" and one of \"state\" and \"comment\" weren't supplied.");
        }
        if (state != null && !Set.of("approved", "rejected").contains(state)) {
            throw Errors.unprocessable("Invalid request.\n\nstate must be approved or rejected.");
        }
        if (comment.codePointCount(0, comment.length()) > MAX_COMMENT) {
            throw Errors.unprocessable("Invalid request.\n\ncomment is too long (maximum is 1024 characters)");
        }
        List<Job> waiting = run.waiting().stream()
                .filter(job -> job.environment().orElse("").equalsIgnoreCase(environment))
                .toList();
        if (waiting.isEmpty()) {
            throw Errors.unprocessable("No pending deployment requests to approve or reject");
        }
        for (Job job : waiting) {
            if (state != null) {
                job.answer(state.equals("approved"), comment);
            } else if (!job.comment(comment)) {
                throw Errors.unprocessable("A deployment can have at most 10 status reports");
            }
        }
        return Answer.empty(204);
    }
}
