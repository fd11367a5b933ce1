package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads bodies. They lie in memory already, within bounds, when a servlet runs. */
public final class Bodies {

    /** A JSON body. */
    public static final String JSON = "application/json";
    /** YAML (RFC 9512). No page of another origin may send it unasked. */
    public static final String YAML = "application/yaml";
    /** A form. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private Bodies() {}

    /**
     * {@return the body's bytes as they came}
     *
     * @throws GateException with {@code media_type_unsupported} where the body is not of that type, or is compressed
     */
    public static byte[] bytes(HttpServletRequest request, String mediaType) throws IOException {
        String given = request.getContentType() == null ? "" : request.getContentType();
        String bare = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals(mediaType) || request.getHeader("Content-Encoding") != null) {
            throw new GateException(
                    ReasonCode.MEDIA_TYPE_UNSUPPORTED, "send the body as " + mediaType + ", not compressed");
        }
        return request.getInputStream().readAllBytes();
    }

    /**
     * {@return the bytes as UTF-8 text}
     *
     * @throws GateException with {@code request_malformed} where they are none
     */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the body is not UTF-8");
        }
    }

    /**
     * {@return the fields of a form}
     *
     * @throws GateException with {@code request_malformed} where it is not well-formed, or a field comes twice
     */
    public static Map<String, String> form(byte[] bytes) {
        var fields = new LinkedHashMap<String, String>();
        String text = text(bytes);
        if (text.isEmpty()) {
            return fields;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (fields.put(name, value) != null) {
                throw new GateException(ReasonCode.REQUEST_MALFORMED, "a field of the form comes twice");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the form is not well-formed");
        }
    }
}
