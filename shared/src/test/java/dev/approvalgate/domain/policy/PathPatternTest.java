package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    private static boolean matches(String pattern, String value) {
        return PathPattern.of(pattern).matches(value);
    }

    @ParameterizedTest
    @CsvSource({
        "docs/guide.md, docs/guide.md, true",
        "docs/guide.md, docs/guide.mdx, false",
        "docs/guide.md, adocs/guide.md, false",
        "docs/guide.md, Docs/guide.md, false",
        "docs/guide.md, docs/guideXmd, false",
        "a.b, axb, false",
        "*.md, a.md, true",
        "*.md, .md, true",
        "*.md, docs/a.md, false",
        "docs/*, docs/a.md, true",
        "docs/*, docs/, true",
        "docs/*, docs/a/b.md, false",
        "docs/*/x, docs//x, true",
        "docs/*/x, docs/x, false",
        "docs/**, docs/a/b.md, true",
        "docs/**, docs/, true",
        "docs/**, docs, false",
        "**/x, x, true",
        "**/x, a/x, true",
        "**/x, a/b/x, true",
        "**/x, ax, false",
        "**/x, a/bx, false",
        "a/**/b, a/b, true",
        "a/**/b, a/c/d/b, true",
        "a/**/b, a/cb, false",
        "a/**/**/b, a/b, true",
        "a**b, a/x/b, true",
        "a**b, ab, true",
        "a**b, aXc, false",
        "a***b, a/b, true",
        "v?, v1, true",
        "v?, v, false",
        "v?, v12, false",
        "v?, v/, false",
        "release/**/, release/1/, true",
        "release/**/, release/, true",
        "release/**/, release/1, false",
        "[ab], a, false",
        "[ab], [ab], true",
        "{a|b}, a, false"
    })
    void matchesTheWholeValue(String pattern, String value, boolean expected) {
        assertThat(matches(pattern, value)).isEqualTo(expected);
    }

    @Test
    void charactersBeyondTheFirstPlaneAreOne() {
        assertThat(matches("?", "\uD83D\uDE80")).isTrue();
        assertThat(matches("?", "\uD83D\uDE80x")).isFalse();
        assertThat(matches("\uD83D\uDE80/*", "\uD83D\uDE80/x")).isTrue();
    }

    @Test
    void linesEndNothing() {
        assertThat(matches("docs/*", "docs/a\nb")).isTrue();
        assertThat(matches("docs/a", "docs/a\n")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/docs/**", "*a*a*a*a*a*a*a*a*"})
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of(text));
    }

    @Test
    void hasAtMost255Characters() {
        assertThat(matches("a".repeat(255), "a".repeat(255))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.of("a".repeat(256)));
    }

    @Test
    void isWhatWasWritten() {
        assertThat(PathPattern.of("docs/**")).hasToString("docs/**").isEqualTo(PathPattern.of("docs/**"));
        assertThat(PathPattern.of("docs/**")).isNotEqualTo(PathPattern.of("docs/*"));
        assertThat(PathPattern.of("docs/**")).hasSameHashCodeAs(PathPattern.of("docs/**"));
    }

    /** A matcher that tries every way to split the value would need more steps here than there are seconds in a century. */
    @Test
    void theWorstValueForTheWorstPatternIsAnsweredToo() {
        for (String unit : new String[] {"**a", "*a", "**/a", "**a/"}) {
            String worst = unit.repeat(unit.startsWith("**") ? 4 : 8);
            String pattern = worst + "a".repeat(255 - worst.length());
            assertThat(matches(pattern, "a".repeat(4_000) + "b")).isFalse();
            assertThat(matches(pattern, "a/".repeat(2_000) + "b")).isFalse();
        }
    }

    @Test
    void agreesWithTheRegularExpressionThatItStandsFor() {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            String pattern = text(random, "ab/?**", 1 + random.nextInt(7));
            String value = text(random, "ab/", random.nextInt(8));
            if (pattern.startsWith("/") || pattern.contains("***")) {
                continue;
            }
            assertThat(matches(pattern, value))
                    .as("seed %s: %s of %s", seed, value, pattern)
                    .isEqualTo(expression(pattern).matcher(value).matches());
        }
    }

    private static String text(Random random, String letters, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static Pattern expression(String pattern) {
        return Pattern.compile(pattern.replace("**/", "(:~/):")
                .replace("**", "~")
                .replace("*", "[^/]*")
                .replace("?", "[^/]")
                .replace("~", ".*")
                .replace("(:", "(?:")
                .replace("):", ")?"));
    }
}
