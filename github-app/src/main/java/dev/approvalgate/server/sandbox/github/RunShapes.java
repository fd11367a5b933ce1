package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;

/** Workflow runs, jobs and deployments as GitHub writes them. */
final class RunShapes {

    private final Links links;
    private final AccountShapes accounts;
    private final RepoShapes repos;
    private final CommitShapes commits;

    RunShapes(Links links, AccountShapes accounts, RepoShapes repos, CommitShapes commits) {
        this.links = links;
        this.accounts = accounts;
        this.repos = repos;
        this.commits = commits;
    }

    Map<String, Object> run(Run run) {
        String url = links.run(run);
        Repo repo = run.repo();
        RunSpec spec = run.spec();
        long suite = run.id() + 1_000_000_000L;
        Commit head = repo.history.get(run.sha());
        String previous = run.attempt() == 1 ? null : url + "/attempts/" + (run.attempt() - 1);
        Map<String, Object> shape = Json.object(
                "id", run.id(),
                "name", workflowName(run),
                "node_id", Links.node("WFR", run.id()),
                "head_branch", spec.branch(),
                "head_sha", run.sha(),
                "path", spec.workflow(),
                "display_title", head.message().lines().findFirst().orElse(""),
                "run_number", run.number(),
                "event", spec.event(),
                "status", run.status(),
                "conclusion", run.conclusion().orElse(null),
                "workflow_id", workflowId(run),
                "check_suite_id", suite,
                "check_suite_node_id", Links.node("CS", suite),
                "url", url,
                "html_url", links.page(repo, "actions/runs/" + run.id()),
                "pull_requests", List.of(),
                "created_at", Times.text(run.createdAt()),
                "updated_at", Times.text(run.updatedAt()),
                "actor", accounts.simple(spec.actor()),
                "run_attempt", run.attempt(),
                "referenced_workflows", List.of(),
                "run_started_at", Times.text(run.startedAt()),
                "triggering_actor", accounts.simple(run.triggeringActor()));
        for (String part : List.of("jobs", "logs", "artifacts", "cancel", "rerun")) {
            shape.put(part + "_url", url + "/" + part);
        }
        shape.putAll(Json.object(
                "check_suite_url", links.repo(repo, "check-suites/" + suite),
                "previous_attempt_url", previous,
                "workflow_url", links.repo(repo, "actions/workflows/" + workflowId(run)),
                "head_commit", commits.head(head),
                "repository", repos.minimal(repo),
                "head_repository", repos.minimal(repo)));
        return shape;
    }

    Map<String, Object> workflow(Run run) {
        Repo repo = run.repo();
        String path = run.spec().workflow();
        return Json.object(
                "id", workflowId(run),
                "node_id", Links.node("W", workflowId(run)),
                "name", workflowName(run),
                "path", path,
                "state", "active",
                "created_at", Times.text(repo.createdAt()),
                "updated_at", Times.text(repo.createdAt()),
                "url", links.repo(repo, "actions/workflows/" + workflowId(run)),
                "html_url", links.page(repo, "blob/main/" + path),
                "badge_url", links.page(repo, "workflows/badge.svg"));
    }

    Map<String, Object> job(Job job) {
        Run run = job.run();
        JobState state = job.state();
        return Json.object(
                "id", job.id(),
                "run_id", run.id(),
                "workflow_name", workflowName(run),
                "head_branch", run.spec().branch(),
                "run_url", links.run(run),
                "run_attempt", job.attempt(),
                "node_id", Links.node("CR", job.id()),
                "head_sha", run.sha(),
                "url", links.repo(run.repo(), "actions/jobs/" + job.id()),
                "html_url", links.page(run.repo(), "actions/runs/" + run.id() + "/job/" + job.id()),
                "status", state.status(),
                "conclusion", state.conclusion(),
                "created_at", Times.text(job.createdAt()),
                "started_at", Times.text(job.createdAt()),
                "completed_at", state.ended() ? Times.text(job.changedAt()) : null,
                "name", job.name(),
                "steps", List.of(),
                "check_run_url", links.repo(run.repo(), "check-runs/" + job.id()),
                "labels", List.of("ubuntu-latest"),
                "runner_id", null,
                "runner_name", null,
                "runner_group_id", null,
                "runner_group_name", null);
    }

    Map<String, Object> deployment(Job job) {
        Run run = job.run();
        String url = links.repo(run.repo(), "deployments/" + job.deploymentId());
        String environment = job.environment().orElseThrow();
        return Json.object(
                "url",
                url,
                "id",
                job.deploymentId(),
                "node_id",
                Links.node("DE", job.deploymentId()),
                "task",
                "deploy",
                "original_environment",
                environment,
                "environment",
                environment,
                "description",
                null,
                "created_at",
                Times.text(job.createdAt()),
                "updated_at",
                Times.text(job.changedAt()),
                "statuses_url",
                url + "/statuses",
                "repository_url",
                links.repo(run.repo()),
                "creator",
                accounts.simple(Account.bot(41_898_282, "github-actions[bot]")),
                "sha",
                run.sha(),
                "ref",
                run.spec().branch(),
                "payload",
                Map.of(),
                "transient_environment",
                false,
                "production_environment",
                false,
                "performed_via_github_app",
                null);
    }

    Map<String, Object> pending(Job job) {
        return Json.object(
                "environment",
                environment(job),
                "wait_timer",
                0,
                "wait_timer_started_at",
                null,
                "current_user_can_approve",
                true,
                "reviewers",
                List.of());
    }

    Map<String, Object> approval(Job.Approval approval) {
        Map<String, Object> environment = environment(approval.job());
        environment.put("created_at", Times.text(approval.job().createdAt()));
        environment.put("updated_at", Times.text(approval.job().createdAt()));
        return Json.object(
                "state", approval.state(),
                "comment", approval.comment(),
                "environments", List.of(environment),
                "user", accounts.simple(approval.user()));
    }

    private Map<String, Object> environment(Job job) {
        String name = job.environment().orElseThrow();
        long id = Integer.toUnsignedLong((job.run().repo().id() + "/" + name).hashCode());
        return Json.object(
                "id", id,
                "node_id", Links.node("EN", id),
                "name", name,
                "url", links.repo(job.run().repo(), "environments/" + name),
                "html_url", links.page(job.run().repo(), "deployments/activity_log?environments_filter=" + name));
    }

    private static String workflowName(Run run) {
        return run.spec().workflow().replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", "");
    }

    private static long workflowId(Run run) {
        return Integer.toUnsignedLong((run.repo().id() + run.spec().workflow()).hashCode());
    }
}
