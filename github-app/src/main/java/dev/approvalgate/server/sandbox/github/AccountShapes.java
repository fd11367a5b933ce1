package dev.approvalgate.server.sandbox.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts as GitHub writes them. */
final class AccountShapes {

    private static final String[] LISTS = {
        "followers", "subscriptions", "organizations", "repos", "received_events",
    };

    private final Links links;

    AccountShapes(Links links) {
        this.links = links;
    }

    /** The form in which accounts are part of other objects. */
    Map<String, Object> simple(Account account) {
        // A machine's login ends in "[bot]", which no address may hold as it is.
        String name = URLEncoder.encode(account.login(), StandardCharsets.UTF_8);
        String url = links.api("/users/" + name);
        Map<String, Object> shape = Json.object(
                "login",
                account.login(),
                "id",
                account.id(),
                "node_id",
                Links.node("U", account.id()),
                "avatar_url",
                links.page("_avatars/" + account.id()),
                "gravatar_id",
                "",
                "url",
                url,
                "html_url",
                links.page(name),
                "following_url",
                url + "/following{/other_user}",
                "gists_url",
                url + "/gists{/gist_id}",
                "starred_url",
                url + "/starred{/owner}{/repo}",
                "events_url",
                url + "/events{/privacy}",
                "type",
                account.type(),
                "user_view_type",
                "public",
                "site_admin",
                false);
        for (String list : LISTS) {
            shape.put(list + "_url", url + "/" + (list.equals("organizations") ? "orgs" : list));
        }
        return shape;
    }

    @Nullable
    Map<String, Object> simpleOrNull(@Nullable Account account) {
        return account == null ? null : simple(account);
    }

    /** The form of {@code GET /users/{login}}. */
    Map<String, Object> full(Account account) {
        Map<String, Object> shape = simple(account);
        for (String absent : new String[] {"company", "location", "email", "hireable", "bio", "twitter_username"}) {
            shape.put(absent, null);
        }
        shape.putAll(Json.object(
                "name",
                account.login(),
                "blog",
                "",
                "public_repos",
                0,
                "public_gists",
                0,
                "followers",
                0,
                "following",
                0,
                "created_at",
                "2020-01-01T00:00:00Z",
                "updated_at",
                "2020-01-01T00:00:00Z"));
        return shape;
    }

    /** The form of organizations in webhooks. */
    Map<String, Object> organization(Account account) {
        String url = links.api("/orgs/" + account.login());
        return Json.object(
                "login",
                account.login(),
                "id",
                account.id(),
                "node_id",
                Links.node("O", account.id()),
                "url",
                url,
                "repos_url",
                url + "/repos",
                "events_url",
                url + "/events",
                "hooks_url",
                url + "/hooks",
                "issues_url",
                url + "/issues",
                "members_url",
                url + "/members{/member}",
                "public_members_url",
                url + "/public_members{/member}",
                "avatar_url",
                links.page("_avatars/" + account.id()),
                "description",
                null);
    }
}
