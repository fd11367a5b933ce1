package dev.approvalgate.domain.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the writer to RFC 8785. */
class CanonicalJsonTest {

    /** The string of RFC 8785, section 3.2.2, as a parsed value. */
    private static final String SECTION_3_2_2 = "\u20ac$\u000f\nA'B\"\\\\\"/";

    @Test
    void writesTheStringOfSection322AsItsCanonicalForm() {
        assertThat(CanonicalJson.text(SECTION_3_2_2)).isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void writesLiteralsInTheirOrder() {
        assertThat(CanonicalJson.text(Arrays.asList(null, true, false))).isEqualTo("[null,true,false]");
    }

    /** RFC 8785, section 3.2.3: the sorting example, whose order by code points would differ. */
    @Test
    void ordersKeysByUtf16CodeUnits() {
        var value = new LinkedHashMap<String, Object>();
        value.put("\u20ac", "Euro Sign");
        value.put("\r", "Carriage Return");
        value.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        value.put("1", "One");
        value.put("\ud83d\ude00", "Emoji: Grinning Face");
        value.put("\u0080", "Control");
        value.put("\u00f6", "Latin Small Letter O With Diaeresis");
        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void orderOfInsertionNeverMatters() {
        var random = new Random(8785);
        for (int round = 0; round < 200; round++) {
            var keys = new ArrayList<String>();
            for (int i = 0; i < 12; i++) {
                keys.add(Character.toString(random.nextInt(0x20, 0xd800)) + i);
            }
            String expected = CanonicalJson.text(numbered(keys));
            Collections.shuffle(keys, random);
            assertThat(CanonicalJson.text(numbered(keys))).isEqualTo(expected);
        }
    }

    private static Map<String, Object> numbered(List<String> keys) {
        var value = new LinkedHashMap<String, Object>();
        keys.forEach(key -> value.put(key, key.length()));
        return value;
    }

    @Test
    void escapesEveryControlCharacterInItsShortestForm() {
        assertThat(CanonicalJson.text("\b\t\n\f\r")).isEqualTo("\"\\b\\t\\n\\f\\r\"");
        assertThat(CanonicalJson.text("\u0000\u001f")).isEqualTo("\"\\u0000\\u001f\"");
        assertThat(CanonicalJson.text("\u007f\u2028")).isEqualTo("\"\u007f\u2028\"");
    }

    @Test
    void encodesAsUtf8() {
        assertThat(CanonicalJson.bytes("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"".getBytes(UTF_8));
    }

    @Test
    void refusesUnpairedSurrogatesWhereverTheyStand() {
        for (String text : List.of(
                "\ud83d", "\ude00", "a\ud83d", "\ude00a", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.text(text))
                    .withMessageContaining("surrogate");
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(Map.of(text, 1)));
        }
    }

    @Test
    void refusesNumbersThatOtherReadersWouldRound() {
        assertThat(CanonicalJson.text(9007199254740991L)).isEqualTo("9007199254740991");
        assertThat(CanonicalJson.text(-9007199254740991L)).isEqualTo("-9007199254740991");
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(9007199254740992L));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(Long.MIN_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(0.5));
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(Map.of(1, "one")));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(new Object()));
    }

    @Test
    void refusesDeepNesting() {
        Object value = "core";
        for (int i = 0; i < 32; i++) {
            value = List.of(value);
        }
        assertThat(CanonicalJson.text(value)).startsWith("[[[[");
        Object deeper = List.of(value);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.text(deeper));
    }
}
