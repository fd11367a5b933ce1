package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.util.Map;
import java.util.function.Predicate;

/** Teams, by their name or by their immutable ids, their members and what they may do with a repository. */
final class TeamRoutes {

    private final World world;
    private final Access access;
    private final Shapes shapes;

    TeamRoutes(World world, Access access, Shapes shapes) {
        this.world = world;
        this.access = access;
        this.shapes = shapes;
    }

    void register(Api api) {
        api.token("GET", "/orgs/{org}/teams/{slug}", call -> Json.answer(200, shape(named(call))));
        api.token("GET", "/orgs/{org}/teams/{slug}/repos/{owner}/{repo}", this::repository);
        api.token("GET", "/organizations/{org}/team/{team}/members", call -> {
            Team team = visible(
                    call,
                    each -> each.id() == Api.id(call, "team")
                            && each.organization().id() == Api.id(call, "org"));
            return shapes.pages().list(call, team.members(), shapes.accounts()::simple);
        });
    }

    private Answer repository(Call call) {
        Team team = named(call);
        Repo repo = world.repo(call.var("owner"), call.var("repo"))
                .filter(team::writes)
                .orElseThrow(Errors::notFound);
        if (!call.header("Accept").orElse("").contains("repository+json")) {
            return Answer.empty(204);
        }
        Map<String, Object> shape = shapes.repos().full(repo);
        shape.put(
                "permissions",
                Json.object("admin", false, "maintain", false, "push", true, "triage", true, "pull", true));
        shape.put("role_name", "write");
        return Json.answer(200, shape);
    }

    private Team named(Call call) {
        return visible(
                call,
                team -> team.slug().equalsIgnoreCase(call.var("slug"))
                        && team.organization().login().equalsIgnoreCase(call.var("org")));
    }

    /** Teams are shown to installations on their organization only. */
    private Team visible(Call call, Predicate<Team> wanted) {
        Grant grant = access.grant(call);
        Team team = world.teams.values().stream()
                .filter(wanted)
                .filter(found -> found.organization().id()
                        == grant.installation().account().id())
                .findFirst()
                .orElseThrow(Errors::notFound);
        if (!grant.permits("members:read")) {
            throw Errors.forbidden();
        }
        return team;
    }

    private Map<String, Object> shape(Team team) {
        String login = team.organization().login();
        String url = shapes.links().api("/organizations/" + team.organization().id() + "/team/" + team.id());
        Map<String, Object> organization = shapes.accounts().organization(team.organization());
        organization.put("type", "Organization");
        return Json.object(
                "id",
                team.id(),
                "node_id",
                Links.node("T", team.id()),
                "url",
                url,
                "html_url",
                shapes.links().page("orgs/" + login + "/teams/" + team.slug()),
                "name",
                team.slug(),
                "slug",
                team.slug(),
                "description",
                null,
                "privacy",
                "closed",
                "permission",
                "pull",
                "type",
                "organization",
                "members_url",
                url + "/members{/member}",
                "repositories_url",
                url + "/repos",
                "parent",
                null,
                "members_count",
                team.members().size(),
                "repos_count",
                0,
                "created_at",
                Times.text(world.now()),
                "updated_at",
                Times.text(world.now()),
                "organization",
                organization);
    }
}
