package dev.approvalgate.server.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of queries, forms and path segments. */
public final class Urls {

    private Urls() {}

    /** The decoded fields of a query string or form body, in order; of a repeated name the last value. */
    public static Map<String, String> parseForm(@Nullable String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return fields;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The value encoded for a query or a form. */
    public static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    static String decodeSegment(String segment) {
        return decode(segment.replace("+", "%2B"));
    }

    private static String decode(String value) {
        return URLDecoder.decode(value, UTF_8);
    }
}
