package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks interactive elements, their confirmation dialogs and options. */
final class ElementCheck extends Check {
    static final Set<String> IN_ACTIONS = Set.of("button", "overflow", "static_select", "radio_buttons", "checkboxes");
    static final Set<String> IN_SECTION =
            Set.of("button", "overflow", "static_select", "radio_buttons", "checkboxes", "image");
    static final Set<String> IN_INPUT = Set.of("plain_text_input", "static_select", "radio_buttons", "checkboxes");

    private static final int OPTION_TEXT = 75;

    private final Set<String> actionIds = new HashSet<>();

    ElementCheck(List<BlockKitRules.Problem> found) {
        super(found);
    }

    /** Action ids need only be unique within one block. */
    void nextBlock() {
        actionIds.clear();
    }

    void element(JsonNode element, String at, Set<String> allowed) {
        String type = element.path("type").asText();
        if (!allowed.contains(type)) {
            problem(at + "/type", "unsupported type: " + type);
            return;
        }
        switch (type) {
            case "button" -> button(element, at);
            case "overflow" -> choice(element, at, Set.of("options"), 1, 5);
            case "static_select" -> select(element, at);
            case "radio_buttons" -> choice(element, at, Set.of("options", "initial_option", "focus_on_load"), 1, 10);
            case "checkboxes" -> choice(element, at, Set.of("options", "initial_options", "focus_on_load"), 1, 10);
            case "plain_text_input" -> input(element, at);
            default -> image(element, at);
        }
    }

    private void button(JsonNode element, String at) {
        String[] own = {"text", "url", "value", "style", "accessibility_label"};
        if (interactive(element, at, Set.of(own))) {
            text(element, at, "text", 75, true, true);
            string(element, at, "value", 2000, false);
            string(element, at, "url", 3000, false);
            string(element, at, "accessibility_label", 75, false);
            if (!Set.of("primary", "danger", "").contains(element.path("style").asText(""))) {
                problem(at + "/style", "must be one of: primary, danger");
            }
        }
    }

    private void select(JsonNode element, String at) {
        text(element, at, "placeholder", 150, false, true);
        choice(element, at, Set.of("options", "initial_option", "placeholder", "focus_on_load"), 1, 100);
    }

    private void choice(JsonNode element, String at, Set<String> own, int least, int most) {
        JsonNode options = element.path("options");
        if (!interactive(element, at, own) || !list(options, at + "/options", least, most)) {
            return;
        }
        for (int i = 0; i < options.size(); i++) {
            String option = at + "/options/" + i;
            if (object(options.get(i), option, Set.of("text", "value", "description", "url"))) {
                text(options.get(i), option, "text", OPTION_TEXT, true, false);
                text(options.get(i), option, "description", OPTION_TEXT, false, false);
                string(options.get(i), option, "value", 150, true);
                string(options.get(i), option, "url", 3000, false);
            }
        }
    }

    private void input(JsonNode element, String at) {
        String[] own = {
            "placeholder",
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
            "focus_on_load"
        };
        if (interactive(element, at, Set.of(own))) {
            text(element, at, "placeholder", 150, false, true);
            if (element.path("max_length").asInt(1) > 3000
                    || element.path("max_length").asInt(1) < 1) {
                problem(at + "/max_length", "must be between 1 and 3000");
            }
            string(element, at, "initial_value", element.path("max_length").asInt(3000), false);
        }
    }

    private void image(JsonNode element, String at) {
        if (object(element, at, Set.of("type", "image_url", "slack_file", "alt_text"))) {
            string(element, at, "alt_text", 2000, true);
            string(element, at, "image_url", 3000, !element.has("slack_file"));
        }
    }

    private boolean interactive(JsonNode element, String at, Set<String> own) {
        Set<String> members = new HashSet<>(own);
        members.addAll(Set.of("type", "action_id", "confirm"));
        if (!object(element, at, members)) {
            return false;
        }
        string(element, at, "action_id", 255, false);
        String id = element.path("action_id").asText("");
        if (!id.isEmpty() && !actionIds.add(id)) {
            problem(at + "/action_id", "`action_id` `" + id + "` already exists in the payload");
        }
        confirm(element.path("confirm"), at + "/confirm");
        return true;
    }

    private void confirm(JsonNode confirm, String at) {
        if (!confirm.isMissingNode() && object(confirm, at, Set.of("title", "text", "confirm", "deny", "style"))) {
            text(confirm, at, "title", 100, true, true);
            text(confirm, at, "text", 300, true, false);
            text(confirm, at, "confirm", 30, true, true);
            text(confirm, at, "deny", 30, true, true);
        }
    }
}
