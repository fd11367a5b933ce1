package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.adapter.config.PlainRegex.Refused;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRegexTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "[A-Z]{2,10}-[0-9]{1,6} PAY-12 PAY-",
                "(PAY|OPS)-\\d+ OPS-7 DEV-7",
                "(?:PAY-)?[1-9][0-9]* 12 PAY-0",
                "CHG\\d{7} CHG0001234 CHG1",
                "[^a\\]]+ bcd a]",
                ".*[A-Z]{2,10}-[0-9]{1,6}.* fix:PAY-12,urgent fix",
            })
    void matchesTheWholeText(String source, String good, String bad) throws Refused {
        Pattern pattern = PlainRegex.compile(source);

        assertThat(pattern.matcher(good).matches()).isTrue();
        assertThat(pattern.matcher(bad).matches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a|a)*",
                "(a*)*b",
                "(?=a)",
                "(?<x>a)",
                "(?i)a",
                "a\\b",
                "\\1",
                "(a)\\1",
                "\\p{L}",
                "\\Qa\\E",
                "a++",
                "a*?",
                "a{2}{3}",
                "*a",
                "^a$",
                "(a",
                "a)",
                "[a",
                "[a&&b]",
                "[[a]]",
                "a{1001}",
                "a{2,1}",
                "a{,2}",
                "a{1,2,3}",
                "a{x}",
                "}",
                "((((a))))",
                "a*a*a*b",
                "a*a*",
                "(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)(a|b)(c|d)",
                "a{0,500}a{0,500}b"
            })
    void whatCouldRunForLongIsRefused(String source) {
        assertThat(refusal(source)).isNotBlank();
    }

    /** The number of steps is counted, not their time. */
    @ParameterizedTest
    @ValueSource(strings = {"a*a{0,40}b", "a{0,300}a{0,300}b", ".*a{1,40}b.*", "(a{0,9}|a{0,9}|a{0,9})a{0,9}a?b"})
    void theWorstTextTakesABoundedNumberOfSteps(String source) throws Refused {
        var steps = new Counted("a".repeat(2000) + "c");

        assertThat(PlainRegex.compile(source).matcher(steps).matches()).isFalse();

        assertThat(steps.reads).isLessThan(20_000_000);
    }

    @Test
    void theReasonNamesTheColumn() {
        assertThat(refusal("ab(c+)*")).isEqualTo("a group cannot be repeated (column 7)");
    }

    private static String refusal(String source) {
        return String.valueOf(catchThrowableOfType(Refused.class, () -> PlainRegex.compile(source))
                .getMessage());
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
