package dev.approvalgate.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;

/** JSON in and out, within bounds: nested at most 64 deep, no name twice in an object, nothing after the value. */
final class Json {

    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /**
     * {@return the value}
     *
     * @throws GateException with {@code request_too_deep} or {@code request_malformed}
     */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Checks form and bounds without keeping anything. */
    static void check(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            int depth = 0;
            var token = parser.nextToken();
            if (token == null) {
                throw malformed();
            }
            while (token != null) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                token = parser.nextToken();
                if (depth == 0 && token != null) {
                    throw malformed();
                }
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static GateException refused(IOException e) {
        return e instanceof StreamConstraintsException
                ? new GateException(
                        ReasonCode.REQUEST_TOO_DEEP,
                        "the JSON is nested deeper than " + DEEPEST + " levels, or holds a name or value beyond bounds")
                : malformed();
    }

    private static GateException malformed() {
        return new GateException(ReasonCode.REQUEST_MALFORMED, "the body is not one well-formed JSON value");
    }
}
