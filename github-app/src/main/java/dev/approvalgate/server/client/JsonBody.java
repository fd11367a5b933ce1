package dev.approvalgate.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies that may be anything. */
public final class JsonBody {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonBody() {}

    /**
     * {@return a body; missing where it is longer than so many bytes, or no JSON}
     *
     * @throws IOException where it cannot be read to its end
     */
    public static JsonNode read(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        return bytes.length > most ? MissingNode.getInstance() : parsed(bytes);
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
