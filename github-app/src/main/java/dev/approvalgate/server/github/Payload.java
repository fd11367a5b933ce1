package dev.approvalgate.server.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import org.jspecify.annotations.Nullable;

/** The body of a delivery. What it says of the world is a claim until it has been read again through the API. */
final class Payload {

    /** Deeper than any payload of GitHub's. */
    static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;

    private Payload(JsonNode root) {
        this.root = root;
    }

    /**
     * {@return the payload in a text}
     *
     * @throws GateException with {@code request_malformed} or {@code request_too_deep}
     */
    static Payload read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root == null || !root.isObject()) {
                throw new GateException(ReasonCode.REQUEST_MALFORMED, "the payload is no JSON object");
            }
            return new Payload(root);
        } catch (StreamConstraintsException e) {
            throw new GateException(
                    ReasonCode.REQUEST_TOO_DEEP,
                    "the payload is nested deeper than " + DEEPEST + ", or a value too long");
        } catch (JsonProcessingException e) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the payload is no JSON");
        }
    }

    /** {@return an immutable id: a positive whole number that must be there} */
    long id(String... path) {
        JsonNode value = at(path);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw lacking("a number", path);
        }
        return value.longValue();
    }

    /** {@return an id, or 0 where there is none} */
    long idOrZero(String... path) {
        JsonNode value = at(path);
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.max(0, value.longValue()) : 0;
    }

    /** {@return a text that must be there} */
    String text(String... path) {
        String value = textOrNull(path);
        if (value == null || value.isBlank()) {
            throw lacking("a text", path);
        }
        return value;
    }

    /** {@return a text, or {@code null}} */
    @Nullable
    String textOrNull(String... path) {
        JsonNode value = at(path);
        return value.isTextual() ? value.textValue() : null;
    }

    private JsonNode at(String... path) {
        JsonNode node = root;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    private static GateException lacking(String what, String... path) {
        return new GateException(
                ReasonCode.REQUEST_MALFORMED, "the payload lacks " + what + " at " + String.join(".", path));
    }
}
