package dev.approvalgate.domain.approval;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as canonical JSON (RFC 8785, JSON Canonicalization Scheme), so that two parties who agree on a value agree on its
 * bytes and hence on its digest.
 *
 * <p>Takes {@code null}, {@link String}, {@link Boolean}, integers ({@link Integer}, {@link Long}), {@link Map} with string keys and
 * {@link Collection} in its own order. Integers are limited to the range that IEEE 754 doubles hold exactly (plus or minus
 * 2<sup>53</sup> - 1), as the RFC demands of interoperable numbers; fractions are refused, because nothing that an approval binds is
 * one. Unpaired surrogates are refused.
 */
public final class CanonicalJson {

    private static final long EXACT = (1L << 53) - 1;
    private static final int DEEPEST = 32;

    private CanonicalJson() {}

    /**
     * {@return the canonical text of a value}
     *
     * @throws IllegalArgumentException where the value holds something that canonical JSON cannot carry
     */
    public static String text(@Nullable Object value) {
        var out = new StringBuilder(256);
        write(out, value, 0);
        return out.toString();
    }

    /** {@return the canonical text as UTF-8} */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST);
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            string(out, text);
        } else if (value instanceof Boolean || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof Long number) {
            if (number > EXACT || number < -EXACT) {
                throw new IllegalArgumentException("integer beyond 2^53 - 1; carry it as a string");
            }
            out.append(number);
        } else if (value instanceof Map<?, ?> map) {
            object(out, map, depth);
        } else if (value instanceof Collection<?> items) {
            array(out, items, depth);
        } else {
            throw new IllegalArgumentException(
                    "no canonical form for " + value.getClass().getName());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map, int depth) {
        // String's natural order compares UTF-16 code units, which is the order that RFC 8785 section 3.2.3 prescribes.
        var sorted = new TreeMap<String, @Nullable Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("an object's keys must be strings");
            }
            sorted.put(key, entry.getValue());
        }
        out.append('{');
        var separator = "";
        for (var entry : sorted.entrySet()) {
            out.append(separator);
            string(out, entry.getKey());
            out.append(':');
            write(out, entry.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, Collection<?> items, int depth) {
        out.append('[');
        var separator = "";
        for (Object item : items) {
            out.append(separator);
            write(out, item, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        requirePaired(text, i);
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void requirePaired(String text, int at) {
        char c = text.charAt(at);
        boolean paired = !Character.isSurrogate(c)
                || (Character.isHighSurrogate(c)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1)))
                || (Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
        if (!paired) {
            throw new IllegalArgumentException("unpaired surrogate at index " + at);
        }
    }
}
