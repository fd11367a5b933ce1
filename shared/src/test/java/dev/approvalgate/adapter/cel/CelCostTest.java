package dev.approvalgate.adapter.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.policy.ConditionInput;
import dev.approvalgate.domain.policy.Truth;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever writes a change cannot make a condition run for long, and whoever writes a condition neither. */
class CelCostTest {

    private final CelConditions conditions = new CelConditions();

    private static Asked files(int count) {
        return Asked.usual()
                .files(IntStream.range(0, count)
                        .mapToObj(i -> new FileChange("src/" + i, "modified", 1, 1, null))
                        .toList());
    }

    private Truth ask(String source, Asked asked) {
        return conditions.compile(source).holds(asked.input());
    }

    @Test
    void pairsOfOrdinaryChangesCanBeLookedAt() {
        String pairs = "change.paths.all(p, change.paths.exists_one(q, p == q))";

        assertThat(ask(pairs, files(150))).isEqualTo(Truth.YES);
    }

    @Test
    void tooManyStepsAreUnknown() {
        String pairs = "change.paths.all(p, change.paths.exists_one(q, p == q))";

        assertThat(ask(pairs, files(300))).isEqualTo(Truth.UNKNOWN);
        assertThat(ask("change.paths.all(p, p != '')", files(CelConditions.MOST_STEPS + 1)))
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void stepsOfSeveralLoopsAddUp() {
        String loop = "change.paths.all(p, p != '')";

        assertThat(ask(String.join(" && ", Collections.nCopies(2, loop)), files(24_000)))
                .isEqualTo(Truth.YES);
        assertThat(ask(String.join(" && ", Collections.nCopies(3, loop)), files(24_000)))
                .isEqualTo(Truth.UNKNOWN);
    }

    /** RE2 takes time in proportion to the text; the JDK's expressions would never come back from this one. */
    @Test
    void aPathCannotMakeARegularExpressionRunForLong() {
        Asked hostile = Asked.usual()
                .files(Collections.nCopies(300, new FileChange("a".repeat(4000) + "!", "modified", 1, 1, null)));

        assertThat(ask("change.paths.exists(p, p.matches('^(a+)+$'))", hostile)).isEqualTo(Truth.NO);
    }

    @Test
    void aRegularExpressionThatIsLargeAtRunTimeIsUnknown() {
        assertThat(ask("change.branch.matches('(a{1,100}){1,10}')", Asked.usual()))
                .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void oneConditionServesSeveralThreads() throws Exception {
        var condition = conditions.compile("change.paths.all(p, p.startsWith('src/'))");
        ConditionInput yes = files(10).input();
        ConditionInput no = Asked.usual().input();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var answers = pool.invokeAll(IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<Boolean>)
                            () -> condition.holds(i % 2 == 0 ? yes : no) == (i % 2 == 0 ? Truth.YES : Truth.NO))
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
