package dev.approvalgate.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Opening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a workload asks for from JSON. Members that are not known are errors: a misspelt scope must not be no scope. */
final class OpeningJson {

    private static final Set<String> KNOWN =
            Set.of("environment", "action", "service", "justification", "artifacts", "parameters", "scopes");
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_ITEM = 1_000;
    private static final int LONGEST_JUSTIFICATION = 2_000;

    private final JsonNode json;

    private OpeningJson(JsonNode json) {
        this.json = json;
    }

    static OpeningJson of(String text) {
        JsonNode json = Json.read(text);
        if (!json.isObject()) {
            throw malformed("the body must be a JSON object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw malformed("the body has a member that is not known; known are " + String.join(", ", sorted()));
            }
        });
        return new OpeningJson(json);
    }

    private static List<String> sorted() {
        return KNOWN.stream().sorted().toList();
    }

    String environment() {
        String environment = text("environment", 255);
        if (environment == null) {
            throw malformed("environment is missing");
        }
        return environment;
    }

    String action(String otherwise) {
        String action = text("action", 40);
        return action == null ? otherwise : action;
    }

    Opening.Wishes wishes() {
        return new Opening.Wishes(
                text("service", 100),
                text("justification", LONGEST_JUSTIFICATION),
                texts("artifacts"),
                map("parameters"),
                texts("scopes"));
    }

    private @Nullable String text(String name, int longest) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? null : text(name, value, longest);
    }

    private static String text(String name, JsonNode value, int longest) {
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > longest) {
            throw malformed(name + " must be text of 1 to " + longest + " characters");
        }
        return value.textValue();
    }

    private List<String> texts(String name) {
        JsonNode list = json.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_ITEMS) {
            throw malformed(name + " must be a list of at most " + MOST_ITEMS + " texts");
        }
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(text("each of " + name, item, LONGEST_ITEM)));
        return texts;
    }

    private Map<String, String> map(String name) {
        JsonNode object = json.path(name);
        if (object.isMissingNode() || object.isNull()) {
            return Map.of();
        }
        if (!object.isObject() || object.size() > MOST_ITEMS) {
            throw malformed(name + " must be an object of at most " + MOST_ITEMS + " texts");
        }
        var values = new LinkedHashMap<String, String>();
        object.properties().forEach(entry -> {
            if (entry.getKey().length() > LONGEST_ITEM) {
                throw malformed("a name in " + name + " is too long");
            }
            values.put(entry.getKey(), text("each of " + name, entry.getValue(), LONGEST_ITEM));
        });
        return values;
    }

    private static GateException malformed(String message) {
        return new GateException(ReasonCode.REQUEST_MALFORMED, message);
    }
}
