package dev.approvalgate.domain.policy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address of the Internet Protocol, from its usual text. An IPv4 address that is written as IPv6 ({@code ::ffff:a.b.c.d}) is one of IPv4. */
public final class IpAddress {

    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final Pattern DOTTED =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    /** What stands before an IPv4 address that is written as IPv6. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the address; nothing where the text is none. No name is ever looked up} */
    public static Optional<IpAddress> of(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        return (text.indexOf(':') < 0 ? dotted(text) : grouped(text)).map(IpAddress::unmapped);
    }

    private static IpAddress unmapped(byte[] bytes) {
        boolean mapped = bytes.length == V6 && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return new IpAddress(mapped ? Arrays.copyOfRange(bytes, MAPPED.length, V6) : bytes);
    }

    private static Optional<byte[]> dotted(String text) {
        if (!DOTTED.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[V4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < V4; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(bytes);
    }

    /** RFC 4291, section 2.2. */
    private static Optional<byte[]> grouped(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return digits(text).filter(digits -> digits.length() == 2 * V6).map(HexFormat.of()::parseHex);
        }
        Optional<String> before = digits(text.substring(0, gap));
        Optional<String> after = digits(text.substring(gap + 2));
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        int zeros = 2 * V6 - before.get().length() - after.get().length();
        return zeros < V4
                ? Optional.empty()
                : Optional.of(HexFormat.of().parseHex(before.get() + "0".repeat(zeros) + after.get()));
    }

    /** {@return the hexadecimal digits of groups between colons} */
    private static Optional<String> digits(String groups) {
        var digits = new StringBuilder();
        if (groups.isEmpty()) {
            return Optional.of("");
        }
        String[] parts = groups.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<byte[]> last = i == parts.length - 1 ? dotted(parts[i]) : Optional.empty();
            if (last.isPresent()) {
                digits.append(HexFormat.of().formatHex(last.get()));
            } else if (GROUP.matcher(parts[i]).matches()) {
                digits.append("0".repeat(4 - parts[i].length())).append(parts[i]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(digits.toString());
    }

    /** {@return how many bits it has} */
    int bits() {
        return bytes.length * 8;
    }

    /** {@return whether the first bits are those of another address of the same kind} */
    boolean agrees(IpAddress other, int bits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (other.bytes[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether all bits from one on are zero} */
    boolean endsAt(int bits) {
        for (int bit = bits; bit < bits(); bit++) {
            if ((bytes[bit / 8] & 0x80 >> (bit % 8)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
