package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** {@code views.*}. */
final class ViewMethods {
    private static final int LARGEST = 250_000;

    private final ViewStore views;
    private final Triggers triggers;
    private final Content content;

    ViewMethods(ViewStore views, Triggers triggers, Content content) {
        this.views = views;
        this.triggers = triggers;
        this.content = content;
    }

    Map<String, Method> methods() {
        return Map.of(
                "views.open", new Method("", this::open),
                "views.push", new Method("", this::push),
                "views.update", new Method("", this::update));
    }

    private ObjectNode open(Arguments arguments) throws SlackError {
        JsonNode view = checked(arguments);
        return answer(views.open(triggers.redeem(arguments.required("trigger_id")), view));
    }

    private ObjectNode push(Arguments arguments) throws SlackError {
        JsonNode view = checked(arguments);
        return answer(views.push(triggers.redeem(arguments.required("trigger_id")), view));
    }

    private ObjectNode update(Arguments arguments) throws SlackError {
        JsonNode view = checked(arguments);
        String id = arguments
                .text("view_id")
                .or(() -> arguments.text("external_id"))
                .orElse("");
        OpenView old = views.find(id).orElseThrow(() -> new SlackError("not_found"));
        Optional<String> hash = arguments.text("hash");
        if (hash.isPresent() && !hash.get().equals(old.json().path("hash").asText())) {
            throw new SlackError("hash_conflict");
        }
        return answer(views.update(old, view));
    }

    private JsonNode checked(Arguments arguments) throws SlackError {
        JsonNode view = arguments.json("view", "invalid_arguments");
        if (Json.write(view).length() > LARGEST) {
            throw new SlackError("view_too_large");
        }
        return content.view(view);
    }

    private static ObjectNode answer(OpenView view) {
        return Json.object().set("view", view.json());
    }
}
