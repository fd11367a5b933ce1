package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The modals that each person has open, as a stack. Safe for use by several threads. */
final class ViewStore {
    private static final int DEEPEST = 3;

    private final Map<String, List<OpenView>> stacks = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final SlackWorkspace workspace;
    private final Changes changes;

    ViewStore(SlackWorkspace workspace, Changes changes) {
        this.workspace = workspace;
        this.changes = changes;
    }

    synchronized Optional<OpenView> top(String user) {
        List<OpenView> stack = stacks.getOrDefault(user, List.of());
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.get(stack.size() - 1));
    }

    synchronized List<OpenView> all(String user) {
        return List.copyOf(stacks.getOrDefault(user, List.of()));
    }

    synchronized Optional<OpenView> find(String idOrExternalId) {
        return stacks.values().stream()
                .flatMap(List::stream)
                .filter(view -> view.id().equals(idOrExternalId)
                        || view.json().path("external_id").asText("").equals(idOrExternalId))
                .findFirst();
    }

    synchronized OpenView open(String user, JsonNode checked) {
        stacks.put(user, new ArrayList<>());
        return add(user, checked);
    }

    synchronized OpenView push(String user, JsonNode checked) throws SlackError {
        List<OpenView> stack = stacks.getOrDefault(user, List.of());
        if (stack.isEmpty()) {
            throw new SlackError("not_found");
        }
        if (stack.size() >= DEEPEST) {
            throw new SlackError("push_limit_reached");
        }
        return add(user, checked);
    }

    synchronized OpenView update(OpenView old, JsonNode checked) {
        OpenView now = dress(old.user(), old.id(), checked);
        now.json().set("root_view_id", old.json().path("root_view_id"));
        now.json().set("previous_view_id", old.json().path("previous_view_id"));
        stacks.getOrDefault(old.user(), List.of()).replaceAll(view -> view.id().equals(old.id()) ? now : view);
        changes.happened();
        return now;
    }

    synchronized void close(OpenView view) {
        stacks.getOrDefault(view.user(), List.of()).removeIf(open -> open.id().equals(view.id()));
        changes.happened();
    }

    synchronized void clear(String user) {
        stacks.remove(user);
        changes.happened();
    }

    private OpenView add(String user, JsonNode checked) {
        List<OpenView> stack = stacks.computeIfAbsent(user, nobody -> new ArrayList<>());
        OpenView view = dress(user, "V" + hex().toUpperCase(Locale.ROOT), checked);
        boolean first = stack.isEmpty();
        view.json().put("root_view_id", first ? view.id() : stack.get(0).id());
        if (first) {
            view.json().putNull("previous_view_id");
        } else {
            view.json().put("previous_view_id", stack.get(stack.size() - 1).id());
        }
        stack.add(view);
        changes.happened();
        return view;
    }

    private OpenView dress(String user, String id, JsonNode checked) {
        ObjectNode json = Json.object().put("id", id).put("team_id", workspace.teamId());
        json.put("private_metadata", "").put("callback_id", "").put("external_id", "");
        json.put("clear_on_close", false).put("notify_on_close", false);
        json.putNull("close").putNull("submit");
        json.setAll((ObjectNode) checked);
        json.putObject("state").putObject("values");
        json.put("hash", hex());
        json.put("app_id", workspace.app().appId());
        json.put("app_installed_team_id", workspace.teamId());
        json.put("bot_id", workspace.app().botId());
        return new OpenView(user, json);
    }

    private String hex() {
        return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
    }
}
