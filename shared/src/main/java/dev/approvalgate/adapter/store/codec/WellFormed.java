package dev.approvalgate.adapter.store.codec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mends free text that is no Unicode: half a surrogate pair, which JSON from outside can carry and UTF-8 cannot. A title that its
 * author mangled must not keep a request from being recorded.
 */
final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /** {@return the value with every text in it mended} */
    static Object value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(WellFormed::value).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var mended = new TreeMap<String, Object>();
            map.forEach((key, item) -> mended.put(text((String) key), value(item)));
            return mended;
        }
        return value;
    }

    static String text(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text);
            }
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended == null ? text : mended.toString();
    }
}
