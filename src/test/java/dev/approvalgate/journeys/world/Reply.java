package dev.approvalgate.journeys.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/**
 * What an HTTP server answered.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body as text
 */
public record Reply(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** {@return the body as JSON; missing where it is none} */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    /** {@return a text member of the body; empty where it has none of that name} */
    public String text(String member) {
        return json().path(member).asText("");
    }
}
