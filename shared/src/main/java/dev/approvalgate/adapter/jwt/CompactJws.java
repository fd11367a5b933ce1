package dev.approvalgate.adapter.jwt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A compact JWS (RFC 7515 section 3.1) taken apart, <em>not</em> verified. Stricter than the RFC: each part has the one spelling that
 * its bytes have in base64url, JSON names nothing twice and is at most 8 levels deep.
 */
final class CompactJws {

    private static final int PARTS = 3;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Object> header;
    private final byte[] payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private CompactJws(Map<String, Object> header, byte[] payload, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /**
     * Takes a token apart. The payload is only decoded: it is read when the signature holds.
     *
     * @param compact the token as it came
     * @param longest how many characters it may have
     */
    static CompactJws parse(Secret compact, int longest) {
        String text = compact.reveal();
        if (text.length() > longest) {
            throw Refused.of(ReasonCode.TOKEN_TOO_LARGE, "it is longer than " + longest + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw Refused.of(ReasonCode.TOKEN_MALFORMED, "it is not header, payload and signature");
        }
        Map<String, Object> header = object("header", decoded("header", parts[0]));
        byte[] payload = decoded("payload", parts[1]);
        byte[] signature = decoded("signature", parts[2]);
        byte[] input = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new CompactJws(header, payload, input, signature);
    }

    Map<String, Object> header() {
        return header;
    }

    /** {@return what the payload says} */
    Map<String, Object> claims() {
        return object("payload", payload);
    }

    /** {@return whether the signature is that of a key} */
    boolean isSignedBy(VerificationKey key) {
        return Signatures.hold(key, signingInput, signature);
    }

    private static byte[] decoded(String what, String part) {
        byte[] bytes = Base64Url.decode(part);
        if (bytes != null) {
            return bytes;
        }
        throw Refused.of(ReasonCode.TOKEN_ENCODING, "its " + what + " is not base64url, or not in its only spelling");
    }

    private static Map<String, Object> object(String what, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Map<String, Object> object = MAPPER.readValue(text, OBJECT);
            if (object != null) {
                return object;
            }
        } catch (CharacterCodingException e) {
            throw Refused.of(ReasonCode.TOKEN_ENCODING, "its " + what + " is not UTF-8");
        } catch (IOException e) {
            // Its message would quote the token.
        }
        throw Refused.of(ReasonCode.TOKEN_MALFORMED, "its " + what + " is not one JSON object without repeated names");
    }

    @Override
    public String toString() {
        return "[unverified token]";
    }
}
