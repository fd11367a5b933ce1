package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the App asks about itself, and the tokens of its installations. */
final class AppRoutes {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final World world;
    private final Access access;
    private final Shapes shapes;
    private final Supplier<AppIdentity> app;

    AppRoutes(World world, Access access, Shapes shapes, Supplier<AppIdentity> app) {
        this.world = world;
        this.access = access;
        this.shapes = shapes;
        this.app = app;
    }

    void register(Api api) {
        api.app("GET", "/app", call -> Json.answer(200, shapes.apps().app(app.get())));
        api.app(
                "GET",
                "/app/installations",
                call -> shapes.pages().list(call, List.copyOf(world.installations.values()), this::shape));
        api.app("GET", "/app/installations/{id}", call -> Json.answer(200, shape(installation(call))));
        api.app("POST", "/app/installations/{id}/access_tokens", this::token);
        api.open("DELETE", "/installation/token", call -> {
            access.revoke(call);
            return Answer.empty(204);
        });
        api.app("GET", "/repos/{owner}/{repo}/installation", call -> {
            Repo repo = world.repo(call.var("owner"), call.var("repo")).orElseThrow(Errors::notFound);
            return Json.answer(200, shape(world.installationOf(repo).orElseThrow(Errors::notFound)));
        });
        api.open("GET", "/rate_limit", call -> Json.answer(200, rateLimit()));
        api.open("GET", "/meta", call -> Json.answer(200, Json.object("verifiable_password_authentication", false)));
    }

    private Object rateLimit() {
        Map<String, Object> core = Json.object(
                "limit",
                5000,
                "remaining",
                4999,
                "used",
                1,
                "reset",
                world.now().plusSeconds(3600).getEpochSecond());
        return Json.object("resources", Json.object("core", core, "search", core, "graphql", core), "rate", core);
    }

    private Object shape(Installation installation) {
        return shapes.apps().installation(app.get(), installation);
    }

    private Installation installation(Call call) {
        Installation found = world.installations.get(Api.id(call, "id"));
        if (found == null) {
            throw Errors.notFound();
        }
        return found;
    }

    private Answer token(Call call) {
        Installation installation = installation(call);
        JsonNode body = Json.read(call.body());
        Set<Long> repositories = repositories(installation, body);
        Grant grant = new Grant(
                installation, repositories, permissions(body), world.now().plus(TOKEN_LIFE));
        Map<String, Object> answer = Json.object(
                "token", access.issue(grant),
                "expires_at", Times.text(grant.expiresAt()),
                "permissions", grant.permissions(),
                "repository_selection", repositories.isEmpty() ? AppShapes.selection(installation) : "selected");
        if (!repositories.isEmpty()) {
            answer.put(
                    "repositories",
                    world.repos.values().stream()
                            .filter(repo -> repositories.contains(repo.id()))
                            .map(shapes.repos()::full)
                            .toList());
        }
        return Json.answer(201, answer);
    }

    private Set<Long> repositories(Installation installation, JsonNode body) {
        Set<Long> chosen = new HashSet<>();
        for (Repo repo : world.repos.values()) {
            if (installation.covers(repo) && names(body, repo)) {
                chosen.add(repo.id());
            }
        }
        if (chosen.size()
                < body.path("repositories").size() + body.path("repository_ids").size()) {
            throw Errors.unprocessable(
                    "There is at least one repository that does not exist or is not accessible to the parent installation.");
        }
        return Set.copyOf(chosen);
    }

    private static boolean names(JsonNode body, Repo repo) {
        for (JsonNode name : body.path("repositories")) {
            if (name.asText().equalsIgnoreCase(repo.name())) {
                return true;
            }
        }
        for (JsonNode id : body.path("repository_ids")) {
            if (id.asLong() == repo.id()) {
                return true;
            }
        }
        return false;
    }

    private Map<String, String> permissions(JsonNode body) {
        Map<String, String> granted = app.get().permissions();
        if (!body.path("permissions").isObject()) {
            return granted;
        }
        Map<String, String> chosen = new HashMap<>(Map.of("metadata", "read"));
        body.path("permissions").properties().forEach(wanted -> {
            String level = wanted.getValue().asText();
            String most = granted.get(wanted.getKey());
            if (most == null || (level.equals("write") && !most.equals("write"))) {
                throw Errors.unprocessable("The permissions requested are not granted to this installation.");
            }
            chosen.put(wanted.getKey(), level);
        });
        return chosen;
    }
}
