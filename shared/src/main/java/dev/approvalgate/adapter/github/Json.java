package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** GitHub's JSON: bounded in depth, and strict about what we rely on. */
final class Json {

    static final int DEEPEST = 64;

    private static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private Json() {}

    /** {@return the value; a missing node for an empty body} */
    static JsonNode read(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new GateException(ReasonCode.HOST_UNREACHABLE, "GitHub's answer is no JSON that we can read");
        }
    }

    /** {@return the value as JSON in UTF-8} */
    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values made by ourselves can be written", e);
        }
    }

    /** {@return a text that must be there} */
    static String text(JsonNode object, String field) {
        String value = textOrNull(object, field);
        if (value == null || value.isBlank()) {
            throw lacking(field);
        }
        return value;
    }

    /** {@return a text, or {@code null}} */
    static @Nullable String textOrNull(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    /** {@return a whole number that must be there} */
    static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw lacking(field);
        }
        return value.longValue();
    }

    private static GateException lacking(String field) {
        return new GateException(ReasonCode.HOST_UNREACHABLE, "GitHub's answer lacks " + field);
    }
}
