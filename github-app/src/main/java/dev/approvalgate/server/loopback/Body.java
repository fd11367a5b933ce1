package dev.approvalgate.server.loopback;

import java.nio.charset.StandardCharsets;

/** The bytes of a request or an answer; immutable. */
public final class Body {

    private static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the bytes. */
    public static Body of(byte[] bytes) {
        return new Body(bytes.clone());
    }

    /** The text in UTF-8. */
    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** No bytes. */
    public static Body empty() {
        return EMPTY;
    }

    /** A copy of the raw bytes, exactly as they travelled: what signatures are computed over. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8; malformed sequences become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The size only: bodies may carry secrets. */
    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
