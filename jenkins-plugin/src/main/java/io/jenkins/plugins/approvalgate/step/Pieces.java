package io.jenkins.plugins.approvalgate.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds pieces of a secret's forms in a line, wherever a tool broke them: {@code base64} wraps at 76 columns, {@code fold} where it is told
 * to. A piece has {@value #LENGTH} characters or more. Of base 64 that is 96 bits, which no other text has by chance; what stays readable
 * of a token in a line is less, and of no use without the rest.
 *
 * <p>The cost grows with the line's length only, not with the secret's.
 */
final class Pieces {

    /** The shortest piece that is found. Shorter ones would hide words that a claim of the token happens to share with the line. */
    static final int LENGTH = 16;

    private static final int PRIME = 0x01000193;
    private static final int LEAVING = leaving();
    private static final int FILTER_BITS = 18;

    /** Says of almost all places of ordinary text that nothing begins there, before a text has to be made of them. */
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    private final Set<String> all = new HashSet<>();

    Pieces(Set<String> forms) {
        for (String form : forms) {
            byte[] bytes = form.getBytes(ISO_8859_1);
            int hash = 0;
            for (int at = 0; at < bytes.length; at++) {
                hash = roll(hash, bytes, at);
                if (at >= LENGTH - 1) {
                    filter.set(slot(hash));
                    all.add(piece(bytes, at));
                }
            }
        }
    }

    /** {@return the places of a line that belong to pieces} */
    BitSet in(byte[] line, int length) {
        var found = new BitSet();
        int hash = 0;
        for (int at = 0; at < length; at++) {
            hash = roll(hash, line, at);
            if (at >= LENGTH - 1 && filter.get(slot(hash)) && all.contains(piece(line, at))) {
                found.set(at - LENGTH + 1, at + 1);
            }
        }
        return found;
    }

    private static String piece(byte[] bytes, int last) {
        return new String(bytes, last - LENGTH + 1, LENGTH, ISO_8859_1);
    }

    /** One more character, and the one that falls out of the window less. */
    private static int roll(int hash, byte[] bytes, int at) {
        int rolled = hash * PRIME + bytes[at];
        return at < LENGTH ? rolled : rolled - LEAVING * bytes[at - LENGTH];
    }

    private static int leaving() {
        int power = 1;
        for (int i = 0; i < LENGTH; i++) {
            power *= PRIME;
        }
        return power;
    }

    private static int slot(int hash) {
        return (hash * 0x9E3779B1) >>> (Integer.SIZE - FILTER_BITS);
    }
}
