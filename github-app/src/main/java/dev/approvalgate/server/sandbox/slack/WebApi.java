package dev.approvalgate.server.sandbox.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The Web API: authenticates the token, checks its scope, and answers as {@code slack.com/api} does. */
final class WebApi {
    /** The method that wants the app-level token instead of the bot's. */
    static final String CONNECTIONS_OPEN = "apps.connections.open";

    private final Map<String, Method> methods = new HashMap<>();
    private final SlackWorkspace workspace;

    WebApi(SlackWorkspace workspace) {
        this.workspace = workspace;
    }

    WebApi add(Map<String, Method> more) {
        methods.putAll(more);
        return this;
    }

    Answer answer(Call call) {
        String scopes = String.join(",", new TreeSet<>(workspace.app().scopes()));
        ObjectNode json;
        try {
            json = Json.object().put("ok", true);
            json.setAll(call(call));
        } catch (SlackError e) {
            json = refusal(e);
        }
        return Answer.json(200, Json.write(json)).with("x-oauth-scopes", scopes);
    }

    private ObjectNode call(Call call) throws SlackError {
        String name = call.var("method");
        Method method = methods.get(name);
        if (method == null) {
            throw new SlackError("unknown_method");
        }
        Arguments arguments = Arguments.of(call);
        String token =
                call.credential("Bearer").or(() -> arguments.text("token")).orElse("");
        authenticate(token, name.equals(CONNECTIONS_OPEN));
        if (!method.scope().isEmpty() && !workspace.app().scopes().contains(method.scope())) {
            throw new SlackError("missing_scope");
        }
        return method.body().call(arguments);
    }

    private void authenticate(String token, boolean appLevel) throws SlackError {
        if (token.isEmpty()) {
            throw new SlackError("not_authed");
        }
        SlackApp app = workspace.app();
        if (same(token, appLevel ? app.botToken() : app.appToken())) {
            throw new SlackError("not_allowed_token_type");
        }
        if (!same(token, appLevel ? app.appToken() : app.botToken())) {
            throw new SlackError("invalid_auth");
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static ObjectNode refusal(SlackError error) {
        ObjectNode json = Json.object().put("ok", false).put("error", error.code());
        if (!error.messages().isEmpty()) {
            ArrayNode lines = json.putObject("response_metadata").putArray("messages");
            error.messages().forEach(lines::add);
        }
        return json;
    }
}
