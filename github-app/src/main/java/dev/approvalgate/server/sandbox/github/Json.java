package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Body;
import dev.approvalgate.server.loopback.Refusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, in the order in which GitHub writes its fields. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An object of name and value pairs; values may be null. */
    static Map<String, Object> object(@Nullable Object... pairs) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stand-in built JSON that cannot be written.", e);
        }
    }

    static Answer answer(int status, Object value) {
        return Answer.json(status, write(value));
    }

    /** The request's object; an empty body reads as an empty object. */
    static JsonNode read(Body body) {
        if (body.size() == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(body.bytes());
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new Refusal(Errors.of(400, "Problems parsing JSON"));
        }
        throw new Refusal(Errors.of(400, "Body should be a JSON object"));
    }

    /** The text of a field, or null where it is missing or JSON null. */
    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }
}
