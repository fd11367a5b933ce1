package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.Call;
import java.util.Map;
import java.util.Optional;

/** The arguments of one Web API call, whether they came as a form or as JSON. */
final class Arguments {
    private final ObjectNode values;

    private Arguments(ObjectNode values) {
        this.values = values;
    }

    static Arguments of(Call call) throws SlackError {
        String type = call.header("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            try {
                if (Json.parse(call.body().text()) instanceof ObjectNode object) {
                    return new Arguments(object);
                }
            } catch (JsonProcessingException e) {
                throw new SlackError("invalid_json");
            }
            throw new SlackError("json_not_object");
        }
        ObjectNode values = Json.object();
        put(values, call.query());
        if (type.isEmpty() || type.startsWith("application/x-www-form-urlencoded")) {
            put(values, call.form());
            return new Arguments(values);
        }
        throw new SlackError("invalid_post_type");
    }

    /** What an app answered to a slash command: a message object, or the text itself. */
    static Arguments ofAnswer(AppAnswer answer) {
        return new Arguments(
                answer.json() instanceof ObjectNode object
                        ? object
                        : Json.object().put("text", answer.body()));
    }

    private static void put(ObjectNode values, Map<String, String> fields) {
        fields.forEach(values::put);
    }

    Optional<String> text(String name) {
        JsonNode value = values.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    /** A value without which the call makes no sense. */
    String required(String name, String error) throws SlackError {
        return text(name).orElseThrow(() -> new SlackError(error));
    }

    String required(String name) throws SlackError {
        return required(name, "invalid_arguments");
    }

    boolean has(String name) {
        return values.hasNonNull(name);
    }

    boolean flag(String name) {
        return text(name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    int number(String name, int otherwise) throws SlackError {
        try {
            return text(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new SlackError("invalid_arguments");
        }
    }

    /** A value that is JSON: nested in a JSON body, text in a form. Missing where it was not given. */
    JsonNode json(String name, String error) throws SlackError {
        JsonNode value = values.path(name);
        if (!value.isTextual()) {
            return value;
        }
        try {
            return Json.parse(value.textValue());
        } catch (JsonProcessingException e) {
            throw new SlackError(error);
        }
    }
}
