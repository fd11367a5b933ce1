package dev.approvalgate.adapter.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a condition is told when the policy is loaded, with the column. */
class CelFaultsTest {

    private final CelConditions conditions = new CelConditions();

    private String refusal(String source) {
        GateException refused = catchThrowableOfType(GateException.class, () -> conditions.compile(source));
        assertThat(refused.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID);
        return String.valueOf(refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "change.fles.size() < 5 | undefined field 'fles' (column 7)",
                "change.files.exists(f, f.pth == '') | undefined field 'pth' (column 25)",
                "identity.email == '' | undefined field 'email' (column 9)",
                "chnge.complete | undeclared reference to 'chnge' (in container '') (column 1)",
                "change.branch | expected type 'bool' but found 'string' (column 7)",
                "change.files.size() | expected type 'bool' but found 'int' (column 18)",
                "change.branch == 7 | found no matching overload for '_==_' applied to '(string, int)' (candidates: (%A0, %A0)) (column 15)",
                "change.branch = 'main' | token recognition error at: '= ' (column 15)",
                "true && | mismatched input '<EOF>' expecting",
            })
    void misspeltAndMistyped(String source, String message) {
        assertThat(refusal(source)).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "change.paths.map(p, p).size() > 0 | undeclared reference to 'map'",
                "dyn(change.branch) == 7 | dyn() is not available (column 4)",
                "type(change.branch) == string | type() is not available (column 5)",
                "[change].exists(c, c.complete) | change cannot be used as a whole, only its fields (column 2)",
                "identity == identity | identity cannot be used as a whole, only its fields (column 1)",
                "{'a': 1}.size() == 1 | nothing can be built here (column 1)",
                "file{path: 'x'}.path == 'x' | nothing can be built here (column 5)",
                "'a' + 'b' == 'ab' | only numbers, times and durations can be added (column 5)",
                "(change.paths + change.labels).size() > 1 | only numbers, times and durations can be added (column 15)",
                "change.paths.filter(p, (change.paths + change.paths).size() > 1).size() > 1 | only numbers, times and durations can be added (column 38)",
                "change.paths.exists(p, [p + p].exists(q, q == '')) | only numbers, times and durations can be added (column 27)",
                "change.paths.exists(p, change.paths.exists(q, change.paths.exists(r, p == q && q == r))) | loops are nested deeper than 2 levels (column 66)",
                "change.branch.matches(change.ref) | the pattern of matches() must be written out (column 22)",
                "change.branch.matches('(?=a)') | the pattern of matches() is wrong: invalid or unsupported Perl syntax (column 23)",
                "time.getHours('Europe/Vienne') == 1 | there is no such time zone (column 15)",
                "time.getHours(change.branch) == 1 | the time zone must be written out (column 14)",
            })
    void whatGoesRoundTypesOrCouldCostMuch(String source, String message) {
        assertThat(refusal(source)).startsWith(message);
    }

    @Test
    void lengthDepthAndNumberAreBounded() {
        assertThat(refusal("true" + " ".repeat(2000))).contains("2000");
        assertThat(refusal("!".repeat(401) + "(".repeat(200) + "true" + ")".repeat(200)))
                .isNotBlank();
        String loop = "change.paths.exists(p, p == 'a')";
        assertThat(refusal((loop + " || ").repeat(10) + loop)).startsWith("there are more than 10 loops");
        assertThat(refusal("change.branch.matches('" + "a".repeat(201) + "')"))
                .startsWith("the pattern of matches() is longer than 200 characters");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(refusal("change.a == 1 && change.b == 2"))
                .isEqualTo("undefined field 'a' (column 7); undefined field 'b' (column 24)");
    }
}
