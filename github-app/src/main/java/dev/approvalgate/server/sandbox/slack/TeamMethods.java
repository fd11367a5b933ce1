package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.sandbox.slack.SlackUser.Flag;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who is who: {@code auth.test}, {@code team.info}, {@code bots.info}, {@code users.*}, {@code usergroups.users.list}. */
final class TeamMethods {
    private final SlackWorkspace workspace;
    private final String base;

    TeamMethods(SlackWorkspace workspace, String base) {
        this.workspace = workspace;
        this.base = base;
    }

    Map<String, Method> methods() {
        return Map.of(
                "auth.test", new Method("", this::authTest),
                "team.info", new Method("team:read", this::team),
                "bots.info", new Method("users:read", this::bot),
                "users.info", new Method("users:read", this::user),
                "users.list", new Method("users:read", this::users),
                "usergroups.users.list", new Method("usergroups:read", this::group));
    }

    private ObjectNode authTest(Arguments arguments) {
        SlackApp app = workspace.app();
        return Json.object()
                .put("url", base + "/")
                .put("team", workspace.name())
                .put("user", app.name())
                .put("team_id", workspace.teamId())
                .put("user_id", app.botUserId())
                .put("bot_id", app.botId())
                .put("is_enterprise_install", false);
    }

    private ObjectNode team(Arguments arguments) {
        ObjectNode answer = Json.object();
        answer.putObject("team")
                .put("id", workspace.teamId())
                .put("name", workspace.name())
                .put("domain", workspace.name().toLowerCase(Locale.ROOT));
        return answer;
    }

    private ObjectNode bot(Arguments arguments) throws SlackError {
        SlackApp app = workspace.app();
        if (!arguments.required("bot", "bot_not_found").equals(app.botId())) {
            throw new SlackError("bot_not_found");
        }
        ObjectNode answer = Json.object();
        answer.putObject("bot")
                .put("id", app.botId())
                .put("deleted", false)
                .put("name", app.name())
                .put("app_id", app.appId())
                .put("user_id", app.botUserId());
        return answer;
    }

    private ObjectNode user(Arguments arguments) throws SlackError {
        SlackUser user = workspace
                .user(arguments.required("user", "user_not_found"))
                .orElseThrow(() -> new SlackError("user_not_found"));
        return Json.object().set("user", describe(user));
    }

    private ObjectNode users(Arguments arguments) {
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("members");
        workspace.users().forEach(user -> members.add(describe(user)));
        answer.putObject("response_metadata").put("next_cursor", "");
        return answer;
    }

    private ObjectNode group(Arguments arguments) throws SlackError {
        Set<String> found = workspace.groups().get(arguments.required("usergroup", "no_such_subteam"));
        if (found == null) {
            throw new SlackError("no_such_subteam");
        }
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("users");
        found.stream().sorted().forEach(ids::add);
        return answer;
    }

    private ObjectNode describe(SlackUser user) {
        ObjectNode json = Json.object()
                .put("id", user.id())
                .put("team_id", user.teamId())
                .put("name", user.name())
                .put("real_name", user.realName())
                .put("tz", "Etc/UTC");
        for (Flag flag : Flag.values()) {
            json.put(flag.name().toLowerCase(Locale.ROOT), user.is(flag));
        }
        ObjectNode profile = json.putObject("profile");
        // Shown whatever the scopes are, so that it would be noticed where anybody relied on it.
        workspace.email(user.id()).ifPresent(address -> profile.put("email", address));
        profile.put("real_name", user.realName())
                .put("display_name", user.name())
                .put("team", user.teamId());
        return json;
    }
}
