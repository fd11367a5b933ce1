package dev.approvalgate.domain.approval;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a place to act on. Two names are the same environment when they are equal after Unicode NFC and without regard to case,
 * as GitHub has it. Names that could be mistaken for another are refused: they may hold ASCII and the accented Latin letters, or
 * letters of one of the scripts in common use that have no alphabet of look-alikes of Latin letters.
 */
public final class Environment {

    private static final int LONGEST = 255;
    /** Latin letters up to here are Latin-1 and Latin Extended-A; beyond lie phonetic look-alikes. */
    private static final int LAST_PLAIN_LATIN = 0x017F;

    private final String display;
    private final String key;

    private Environment(String display, String key) {
        this.display = display;
        this.key = key;
    }

    /**
     * {@return the environment of that name}
     *
     * @throws GateException with {@code environment_name_confusable} or {@code request_malformed}
     */
    public static Environment of(String name) {
        String display = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (display.isBlank() || display.length() > LONGEST || !display.equals(display.strip())) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED,
                    "an environment's name has 1 to 255 characters and no space at its ends");
        }
        refuseConfusable(display);
        return new Environment(display, display.toLowerCase(Locale.ROOT));
    }

    private static void refuseConfusable(String name) {
        UnicodeScript other = null;
        boolean latin = false;
        for (int c : name.codePoints().toArray()) {
            if (c < 0x80) {
                if (c < 0x20 || c == 0x7F) {
                    throw confusable("a control character");
                }
                latin |= Character.isLetter(c);
                continue;
            }
            UnicodeScript script = UnicodeScript.of(c);
            if (!Character.isLetterOrDigit(c)
                    || !Normalizer.isNormalized(new String(Character.toChars(c)), Normalizer.Form.NFKC)) {
                throw confusable(String.format("U+%04X", c));
            }
            switch (script) {
                case LATIN -> {
                    latin = true;
                    // Dotted capital I (no case partner of its own), dotless i, kra and long s read as i, k and f.
                    if (c > LAST_PLAIN_LATIN || c == 0x130 || c == 0x131 || c == 0x138 || c == 0x17F) {
                        throw confusable(String.format("U+%04X", c));
                    }
                }
                case ARABIC,
                        BENGALI,
                        DEVANAGARI,
                        ETHIOPIC,
                        GEORGIAN,
                        GUJARATI,
                        GURMUKHI,
                        HAN,
                        HANGUL,
                        HEBREW,
                        HIRAGANA,
                        KANNADA,
                        KATAKANA,
                        KHMER,
                        LAO,
                        MALAYALAM,
                        SINHALA,
                        TAMIL,
                        TELUGU,
                        THAI -> {
                    if (other != null && other != script) {
                        throw confusable("letters of two scripts");
                    }
                    other = script;
                }
                // Cyrillic, Greek, Cherokee and many others can spell whole Latin words.
                default -> throw confusable(String.format("U+%04X", c));
            }
        }
        if (latin && other != null) {
            throw confusable("letters of two scripts");
        }
    }

    private static GateException confusable(String what) {
        return new GateException(
                ReasonCode.ENVIRONMENT_NAME_CONFUSABLE,
                "the environment's name holds " + what + ", which reads like something else; rename the environment");
    }

    /** {@return the name as its host writes it} */
    public String display() {
        return display;
    }

    /** {@return the form that is compared, stored and bound by digests} */
    public String key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Environment that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return display;
    }
}
