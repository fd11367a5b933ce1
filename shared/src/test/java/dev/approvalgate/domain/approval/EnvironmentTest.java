package dev.approvalgate.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void comparesWithoutRegardToCaseAndKeepsHowItIsWritten() {
        Environment one = Environment.of("Production EU-1");
        assertThat(one)
                .isEqualTo(Environment.of("production eu-1"))
                .hasSameHashCodeAs(Environment.of("PRODUCTION EU-1"));
        assertThat(one.display()).isEqualTo("Production EU-1");
        assertThat(one.key()).isEqualTo("production eu-1");
    }

    @Test
    void comparesComposedAndDecomposedLettersAsTheSame() {
        assertThat(Environment.of("pre\u0301prod")).isEqualTo(Environment.of("pr\u00e9prod"));
    }

    @Test
    void takesNamesInOneScript() {
        for (String name :
                List.of("prod", "pré-prod", "Straße", "生产", "prod/eu_1.2 (blue)", "프로덕션", "ייצור", "1", "@!#")) {
            assertThat(Environment.of(name).display()).isEqualTo(name);
        }
    }

    @Test
    void threat34_refusesLookAlikes() {
        for (String name : List.of(
                "рroduction", // Cyrillic er
                "ргоԁ", // Cyrillic throughout
                "prοd", // Greek omicron
                "ΡRΟD", // Greek capitals
                "ᏢᎡᎾᎠ", // Cherokee
                "ꓑꓣꓳꓓ", // Lisu
                "𐒰𐒻", // Osage
                "ᗪᗩ", // Canadian syllabics
                "prod\u200b", // zero width space
                "pr\u00adod", // soft hyphen
                "prod\u202e", // right-to-left override
                "ｐｒｏｄ", // full width
                "𝐩rod", // mathematical bold
                "prod生产", // two scripts
                "生产ひら", // two scripts
                "pr\u0131me", // dotless i
                "\u0130stanbul", // dotted capital I
                "produc\u017fion", // long s
                "prod\u0000",
                "prod\n1",
                "prod\u007f",
                "prod\u00a0eu", // no-break space
                "\ud83d\ude80")) {
            assertThatExceptionOfType(GateException.class)
                    .as(name)
                    .isThrownBy(() -> Environment.of(name))
                    .extracting(GateException::reason)
                    .isEqualTo(ReasonCode.ENVIRONMENT_NAME_CONFUSABLE);
        }
    }

    @Test
    void refusesWhatIsNoName() {
        for (String name : List.of("", " ", " prod", "prod ", "p".repeat(256))) {
            assertThatExceptionOfType(GateException.class)
                    .isThrownBy(() -> Environment.of(name))
                    .extracting(GateException::reason)
                    .isEqualTo(ReasonCode.REQUEST_MALFORMED);
        }
        assertThat(Environment.of("p".repeat(255)).key()).hasSize(255);
    }

    /** Whatever is accepted has one form only: its key is its own environment's key. */
    @Test
    void theKeyOfAnAcceptedNameIsANameOfTheSameEnvironment() {
        for (int c = 0x20; c < 0x3000; c++) {
            if (Character.isSurrogate((char) c)) {
                continue;
            }
            String name = "a" + Character.toString(c) + "b";
            try {
                Environment accepted = Environment.of(name);
                assertThat(Environment.of(accepted.key())).as("U+%04X", c).isEqualTo(accepted);
            } catch (GateException refused) {
                assertThat(refused.reason()).isEqualTo(ReasonCode.ENVIRONMENT_NAME_CONFUSABLE);
            }
        }
    }
}
