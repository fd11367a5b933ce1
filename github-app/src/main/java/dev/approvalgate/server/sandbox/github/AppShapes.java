package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Apps and installations as GitHub writes them. */
final class AppShapes {

    private static final Account OWNER = Account.organization(1, "approval-gate-sandbox");

    private final Links links;
    private final AccountShapes accounts;

    AppShapes(Links links, AccountShapes accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    Map<String, Object> app(AppIdentity app) {
        return integration(
                app.id(),
                app.slug(),
                app.name(),
                app.clientId(),
                app.permissions(),
                app.events(),
                Times.text(app.createdAt()));
    }

    /** An App other than the stand-in's own. */
    Map<String, Object> foreign(String slug) {
        long id = slug.equals(CheckRun.ACTIONS_APP) ? 15_368 : 99_000;
        return integration(
                id, slug, slug, "Iv1.0000000000000000", Map.of("checks", "write"), List.of(), "2018-07-30T09:30:17Z");
    }

    /** The answer to a manifest's code: the App with its secrets. */
    Map<String, Object> created(AppIdentity app) {
        Map<String, Object> shape = app(app);
        shape.put("client_secret", app.clientSecret());
        shape.put("webhook_secret", app.webhookSecret());
        shape.put("pem", app.privateKeyPem());
        return shape;
    }

    Map<String, Object> installation(AppIdentity app, Installation installation) {
        String url = links.api("/app/installations/" + installation.id());
        return Json.object(
                "id", installation.id(),
                "account", accounts.simple(installation.account()),
                "repository_selection", selection(installation),
                "access_tokens_url", url + "/access_tokens",
                "repositories_url", links.api("/installation/repositories"),
                "html_url", links.page("settings/installations/" + installation.id()),
                "app_id", app.id(),
                "client_id", app.clientId(),
                "app_slug", app.slug(),
                "target_id", installation.account().id(),
                "target_type", installation.account().type(),
                "permissions", new TreeMap<>(app.permissions()),
                "events", app.events(),
                "created_at", Times.text(installation.createdAt()),
                "updated_at", Times.text(installation.createdAt()),
                "single_file_name", null,
                "has_multiple_single_files", false,
                "single_file_paths", List.of(),
                "suspended_by", null,
                "suspended_at", null);
    }

    static String selection(Installation installation) {
        return installation.repositories().isEmpty() ? "all" : "selected";
    }

    private Map<String, Object> integration(
            long id,
            String slug,
            String name,
            String clientId,
            Map<String, String> permissions,
            List<String> events,
            String at) {
        return Json.object(
                "id",
                id,
                "slug",
                slug,
                "client_id",
                clientId,
                "node_id",
                Links.node("A", id),
                "owner",
                accounts.simple(OWNER),
                "name",
                name,
                "description",
                null,
                "external_url",
                links.page(""),
                "html_url",
                links.page("apps/" + slug),
                "created_at",
                at,
                "updated_at",
                at,
                "permissions",
                new TreeMap<>(permissions),
                "events",
                events,
                "installations_count",
                1);
    }
}
