package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void threat18_bidiControlAndInvisibleCharactersAreMadeVisible() {
        assertThat(VisibleText.line("a\u202Eb\u200Bc\u0007d\u3164e", 200))
                .isEqualTo("a⟦U+202E⟧b⟦U+200B⟧c⟦U+0007⟧d⟦U+3164⟧e");
    }

    @Test
    void lineBreaksAreFoldedVisibly() {
        assertThat(VisibleText.line("one\r\ntwo\nthree\u2028four", 200)).isEqualTo("one ⏎ two ⏎ three ⏎ four");
    }

    @Test
    void threat18_whatIsCutIsCounted() {
        String cut = VisibleText.line("x".repeat(1000), 100);
        assertThat(cut).hasSizeLessThanOrEqualTo(100).endsWith("more characters");
        int shown = cut.indexOf('…');
        assertThat(cut).isEqualTo("x".repeat(shown) + "… " + (1000 - shown) + " more characters");
    }

    @Test
    void whatFitsExactlyIsNotCut() {
        assertThat(VisibleText.line("x".repeat(98), 100)).isEqualTo("x".repeat(98));
    }

    @Test
    void rightToLeftWritingIsIsolatedFromItsSurroundings() {
        assertThat(VisibleText.line("שלום 12", 100)).isEqualTo("\u2068שלום 12\u2069");
    }

    @Test
    void towersOfMarksAreFlattened() {
        assertThat(VisibleText.line("Z" + "\u0301".repeat(5), 200)).isEqualTo("Z\u0301\u0301\u0301⟦U+0301⟧⟦U+0301⟧");
    }

    @Test
    void emojiKeepTheirUsualEnding() {
        assertThat(VisibleText.line("⚠\uFE0F fix a\uFE0F", 200)).isEqualTo("⚠\uFE0F fix a⟦U+FE0F⟧");
    }

    @Test
    void anyTextBecomesOneBoundedLine() {
        var random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            int length = random.nextInt(300);
            var text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : 0x2000 + random.nextInt(0x70)));
            }
            int most = VisibleText.LEAST + random.nextInt(200);
            String line = VisibleText.line(text.toString(), most);
            assertThat(line).hasSizeLessThanOrEqualTo(most);
            String inner = line.replaceAll("^\u2068|\u2069$", "");
            assertThat(inner.codePoints())
                    .noneMatch(c -> Character.getType(c) == Character.CONTROL
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE);
        }
    }
}
