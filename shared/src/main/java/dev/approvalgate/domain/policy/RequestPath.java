package dev.approvalgate.domain.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The path of a request, decoded once. A proxy, the gate and the target each read a path for themselves; only one that all of them must
 * read alike becomes a value of this type. Refused are empty, {@code .} and {@code ..} segments; slashes, backslashes, percent signs,
 * semicolons and control characters, encoded or not, where they could be more than a character; escapes of characters that need none
 * (RFC 3986, section 2.3); and bytes that are no UTF-8 in its normal form.
 */
public final class RequestPath {

    private static final int LONGEST = 4096;
    /** Some servers take what follows for parameters of a segment, or for a second encoding, and some do not. */
    private static final String AMBIGUOUS = "/\\%;#?";

    private static final String UNRESERVED = "-._~";
    /** Those that stand for themselves in a path (RFC 3986, section 3.3), without the semicolon. */
    private static final String PLAIN = UNRESERVED + "!$&'()*+,=:@/";

    private final String text;
    private final String raw;

    private RequestPath(String text, String raw) {
        this.text = text;
        this.raw = raw;
    }

    /**
     * {@return the path of a request's target; nothing where readers could differ about it}
     *
     * @param target path and query as the request's line has them (RFC 9112, section 3.2.1: origin form)
     */
    public static Optional<RequestPath> of(String target) {
        int query = target.indexOf('?');
        String raw = query < 0 ? target : target.substring(0, query);
        if (target.length() > LONGEST || !raw.startsWith("/") || !isVisible(target)) {
            return Optional.empty();
        }
        return decoded(raw)
                .filter(text -> Normalizer.isNormalized(text, Normalizer.Form.NFC))
                .filter(text -> text.codePoints().noneMatch(Character::isISOControl))
                .filter(RequestPath::hasWholeSegments)
                .map(text -> new RequestPath(text, raw));
    }

    /** ASCII without spaces and controls; and no fragment, which no client sends. */
    private static boolean isVisible(String target) {
        return target.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#');
    }

    private static boolean hasWholeSegments(String text) {
        String[] segments = text.substring(1).split("/", -1);
        // The last one is empty where the path ends with a slash, and that is a path of its own.
        return Arrays.stream(segments, 0, segments.length - 1).noneMatch(String::isEmpty)
                && Arrays.stream(segments).noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private static Optional<String> decoded(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c != '%') {
                if (!isPlain(c)) {
                    return Optional.empty();
                }
                bytes.put((byte) c);
                continue;
            }
            int value = escaped(raw, at);
            if (value < 0 || isUnreserved((char) value) || AMBIGUOUS.indexOf(value) >= 0) {
                return Optional.empty();
            }
            bytes.put((byte) value);
            at += 2;
        }
        return utf8(bytes.flip());
    }

    /** {@return the byte of an escape; -1 where it is none} */
    private static int escaped(String raw, int at) {
        if (at + 2 >= raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), 16);
        int low = Character.digit(raw.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isPlain(char c) {
        return isAlphanumeric(c) || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** {@return the path as patterns see it} */
    String withoutSlash() {
        return text.substring(1);
    }

    /** {@return the path as it came, without its query} */
    public String raw() {
        return raw;
    }

    /** {@return the path as it came, without its query} */
    @Override
    public String toString() {
        return raw;
    }
}
