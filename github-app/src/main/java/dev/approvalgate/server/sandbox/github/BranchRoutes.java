package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Branches, who moved them, and who may. */
final class BranchRoutes {

    private static final String NOTHING = "0".repeat(40);

    private final World world;
    private final Access access;
    private final Shapes shapes;

    BranchRoutes(World world, Access access, Shapes shapes) {
        this.world = world;
        this.access = access;
        this.shapes = shapes;
    }

    void register(Api api) {
        api.repo("GET", "/branches/{branch*}", "contents:read", this::branch);
        api.repo("GET", "/activity", "contents:read", this::activity);
        api.repo("GET", "/collaborators/{login}/permission", "metadata:read", this::permission);
        api.token("GET", "/repositories/{id}/collaborators/{login}/permission", call -> {
            Repo repo = Optional.ofNullable(world.repos.get(Api.id(call, "id"))).orElseThrow(Errors::notFound);
            access.require(call, repo, "metadata:read");
            return permission(call, repo);
        });
    }

    private Answer branch(Call call, Repo repo) {
        String name = call.var("branch");
        Commit tip = repo.history.tip(name).orElseThrow(Errors::notFound);
        String url = shapes.links().repo(repo, "branches/" + name);
        boolean isProtected = repo.isProtected(name);
        return Json.answer(
                200,
                Json.object(
                        "name",
                        name,
                        "commit",
                        shapes.commits().listed(repo, tip),
                        "_links",
                        Map.of("self", url, "html", shapes.links().page(repo, "tree/" + name)),
                        "protected",
                        isProtected,
                        "protection",
                        Json.object("enabled", isProtected),
                        "protection_url",
                        url + "/protection"));
    }

    private Answer activity(Call call, Repo repo) {
        String branch = call.param("ref").orElse("").replaceFirst("^refs/heads/", "");
        List<Push> newestFirst = new ArrayList<>(repo.pushes);
        Collections.reverse(newestFirst);
        List<?> shown = newestFirst.stream()
                .filter(push -> branch.isEmpty() || push.branch().equals(branch))
                .limit(Pages.size(call))
                .map(this::shape)
                .toList();
        return Json.answer(200, shown);
    }

    private Object shape(Push push) {
        return Json.object(
                "id", push.id(),
                "node_id", Links.node("PSH", push.id()),
                "before", push.before() == null ? NOTHING : push.before(),
                "after", push.after(),
                "ref", "refs/heads/" + push.branch(),
                "timestamp", Times.text(push.at()),
                "activity_type", push.before() == null ? "branch_creation" : push.type(),
                "actor", shapes.accounts().simple(push.actor()));
    }

    private Answer permission(Call call, Repo repo) {
        Account account = world.account(call.var("login")).orElseThrow(Errors::notFound);
        String role = repo.roleOf(account);
        Map<String, Object> user = shapes.accounts().simple(account);
        user.put("role_name", role);
        return Json.answer(200, Json.object("permission", role, "role_name", role, "user", user));
    }
}
