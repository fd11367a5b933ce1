package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compact JWS (RFC 7515 section 3.1) taken apart, <em>not</em> verified. At most 16 KiB, JSON at most 8 levels deep and without
 * repeated names.
 *
 * @param header what its header says
 * @param claims what its payload says
 */
record Token(JsonNode header, JsonNode claims) {

    private static final int LONGEST = 16 * 1024;
    private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Token parse(Secret compact) {
        String text = compact.reveal();
        if (text.length() > LONGEST) {
            throw Refusal.malformed("it is longer than " + LONGEST + " characters");
        }
        Matcher parts = COMPACT.matcher(text);
        if (!parts.matches()) {
            throw Refusal.malformed("it is not header, payload and signature");
        }
        return new Token(json("header", parts.group(1)), json("payload", parts.group(2)));
    }

    private static JsonNode json(String what, String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Refusal.malformed("its " + what + " is not base64url of UTF-8");
        } catch (IOException e) {
            throw Refusal.malformed("its " + what + " is not JSON, or names something twice");
        }
        throw Refusal.malformed("its " + what + " is not a JSON object");
    }

    @Override
    public String toString() {
        return "[unverified token]";
    }
}
