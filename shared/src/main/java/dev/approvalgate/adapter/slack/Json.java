package dev.approvalgate.adapter.slack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Slack's JSON: written by us, and read within bounds. */
final class Json {

    private static final int DEEPEST = 64;

    private static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** {@return an object with its {@code type}, which all parts of Block Kit have} */
    static ObjectNode object(String type) {
        return object().put("type", type);
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** {@return a {@code plain_text} object, in which Slack reads no mark-up and no emoji names} */
    static ObjectNode plainText(String text) {
        return object("plain_text").put("text", text).put("emoji", false);
    }

    static String write(JsonNode value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values made by ourselves can be written", e);
        }
    }

    /**
     * {@return a JSON object}
     *
     * @throws GateException with {@code request_malformed} or {@code request_too_deep}
     */
    static ObjectNode readObject(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (StreamConstraintsException e) {
            throw new GateException(ReasonCode.REQUEST_TOO_DEEP, "the payload is nested too deeply");
        } catch (JsonProcessingException e) {
            // Said below; the parser's message would quote the payload.
        }
        throw new GateException(ReasonCode.REQUEST_MALFORMED, "the payload is no JSON object");
    }

    /** {@return a text; empty where there is none} */
    static String text(JsonNode object, String field) {
        String value = textOrNull(object, field);
        return value == null ? "" : value;
    }

    static @Nullable String textOrNull(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.textValue() : null;
    }
}
