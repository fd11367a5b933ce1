package dev.approvalgate.journeys.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Reads what a compact JWT says, without verifying it. */
public final class Tokens {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Tokens() {}

    /** {@return the header} */
    public static JsonNode header(String token) {
        return part(token, 0);
    }

    /** {@return the claims} */
    public static JsonNode claims(String token) {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) {
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
