package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The bodies of webhooks. */
final class Payloads {

    private final World world;
    private final Shapes shapes;
    private final Supplier<AppIdentity> app;
    volatile PayloadStyle style = PayloadStyle.CURRENT;

    Payloads(World world, Shapes shapes, Supplier<AppIdentity> app) {
        this.world = world;
        this.shapes = shapes;
        this.app = app;
    }

    Map<String, Object> protectionRule(Job job) {
        Run run = job.run();
        Map<String, Object> payload = Json.object(
                "action", "requested",
                "environment", job.environment().orElseThrow(),
                "event", run.spec().event());
        if (style.shaAndRef()) {
            payload.put("sha", run.sha());
            payload.put("ref", run.spec().branch());
        }
        payload.put("deployment_callback_url", shapes.links().run(run) + "/deployment_protection_rule");
        payload.put("deployment", style.deployment() ? shapes.runs().deployment(job) : null);
        payload.put("pull_requests", pulls(run));
        return framed(payload, run.repo(), run.triggeringActor());
    }

    Map<String, Object> workflowRun(Run run, String action) {
        Map<String, Object> payload = Json.object(
                "action", action,
                "workflow_run", shapes.runs().run(run),
                "workflow", shapes.runs().workflow(run));
        return framed(payload, run.repo(), run.triggeringActor());
    }

    Map<String, Object> requestedAction(CheckRun check, String identifier, Account sender) {
        Map<String, Object> payload = Json.object(
                "action", "requested_action",
                "check_run", shapes.checks().hooked(check),
                "requested_action", Map.of("identifier", identifier));
        return framed(payload, check.repo(), sender);
    }

    Map<String, Object> ping() {
        AppIdentity identity = app.get();
        String at = Times.text(identity.createdAt());
        Map<String, Object> config = Json.object(
                "content_type", "json",
                "insecure_ssl", "0",
                "secret", "********",
                "url", identity.webhookUrl().map(Object::toString).orElse(""));
        return Json.object(
                "zen",
                "Keep it logically awesome.",
                "hook_id",
                identity.id() + 1,
                "hook",
                Json.object(
                        "type",
                        "App",
                        "id",
                        identity.id() + 1,
                        "name",
                        "web",
                        "active",
                        true,
                        "events",
                        identity.events(),
                        "config",
                        config,
                        "updated_at",
                        at,
                        "created_at",
                        at,
                        "app_id",
                        identity.id(),
                        "deliveries_url",
                        shapes.links().api("/app/hook/deliveries")));
    }

    private List<?> pulls(Run run) {
        return run.repo().pulls.stream()
                .filter(pull -> run.spec().event().startsWith("pull_request"))
                .filter(pull -> pull.head().sha().equals(run.sha()))
                .map(shapes.pulls()::full)
                .toList();
    }

    private Map<String, Object> framed(Map<String, Object> payload, Repo repo, Account sender) {
        payload.put("repository", shapes.repos().full(repo));
        if (repo.owner().type().equals("Organization")) {
            payload.put("organization", shapes.accounts().organization(repo.owner()));
        }
        payload.put("sender", shapes.accounts().simple(sender));
        world.installationOf(repo)
                .ifPresent(installation -> payload.put(
                        "installation",
                        Map.of("id", installation.id(), "node_id", Links.node("MDIz", installation.id()))));
        return payload;
    }
}
