package dev.approvalgate.domain.policy;

import static dev.approvalgate.domain.policy.SomeWhen.patterns;
import static dev.approvalgate.domain.policy.Truth.NO;
import static dev.approvalgate.domain.policy.Truth.UNKNOWN;
import static dev.approvalgate.domain.policy.Truth.YES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.policy.When.Size;
import dev.approvalgate.domain.policy.When.Some;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each predicate on a change that was read in full; {@link SelectorUnknownTest} has those that were not. */
class SelectorTest {

    static Truth selects(When when, SomeChange change) {
        return new Selector(
                        Scene.identity("web", java.util.Map.of()),
                        new Scene().change(change).proposal(),
                        Scene.NOON)
                .selects(when);
    }

    private static Some<PathPattern> some(List<PathPattern> any, List<PathPattern> all, List<PathPattern> none) {
        return new Some<>(any, all, none);
    }

    static When anyPath(String... patterns) {
        return SomeWhen.paths(patterns);
    }

    static When allPaths(String... patterns) {
        return SomeWhen.paths(some(List.of(), patterns(patterns), List.of()));
    }

    static When noPath(String... patterns) {
        return SomeWhen.paths(some(List.of(), List.of(), patterns(patterns)));
    }

    @Test
    void whateverDoesNotNarrowIsForEveryChange() {
        assertThat(selects(When.ALWAYS, new SomeChange())).isEqualTo(YES);
        assertThat(selects(anyPath(), new SomeChange())).isEqualTo(YES);
    }

    @Test
    void branchesAreNamesAfterTheirPrefix() {
        When when = SomeWhen.branches("main", "release/*");
        assertThat(selects(when, new SomeChange().ref("refs/heads/main"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().ref("refs/heads/release/1"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().ref("refs/heads/other"))).isEqualTo(NO);
        assertThat(selects(when, new SomeChange().ref("refs/tags/main")))
                .as("a tag of that name is no branch")
                .isEqualTo(NO);
        assertThat(selects(when, new SomeChange().ref("main")))
                .as("a name without its kind may be either")
                .isEqualTo(UNKNOWN);
    }

    @Test
    void tagsAreNamesAfterTheirPrefix() {
        When when = SomeWhen.tags("v*");
        assertThat(selects(when, new SomeChange().ref("refs/tags/v1"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().ref("refs/heads/v1"))).isEqualTo(NO);
    }

    @Test
    void triggersAreTheHostsWords() {
        When when = SomeWhen.triggers("push", "workflow_dispatch");
        assertThat(selects(when, new SomeChange().event("workflow_dispatch"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().event("Push"))).isEqualTo(NO);
    }

    @Test
    void onePathOfAFormIsEnoughForAny() {
        When when = anyPath("db/**", "infra/**");
        assertThat(selects(when, new SomeChange().file("src/A.java").file("db/1.sql")))
                .isEqualTo(YES);
        assertThat(selects(when, new SomeChange().file("src/A.java"))).isEqualTo(NO);
        assertThat(selects(when, new SomeChange())).isEqualTo(NO);
    }

    @Test
    void everyPathHasToBeOfAFormForAll() {
        When when = allPaths("docs/**", "*.md");
        assertThat(selects(when, new SomeChange().file("docs/a.txt").file("README.md")))
                .isEqualTo(YES);
        assertThat(selects(when, new SomeChange().file("docs/a.txt").file("src/A.java")))
                .isEqualTo(NO);
    }

    @Test
    void nothingAtAllIsNotEverythingOfAForm() {
        assertThat(selects(allPaths("docs/**"), new SomeChange())).isEqualTo(NO);
    }

    @Test
    void onePathOfAFormIsTooManyForNone() {
        assertThat(selects(noPath("db/**"), new SomeChange().file("db/1.sql"))).isEqualTo(NO);
        assertThat(selects(noPath("db/**"), new SomeChange().file("src/A.java")))
                .isEqualTo(YES);
        assertThat(selects(noPath("db/**"), new SomeChange())).isEqualTo(YES);
    }

    @Test
    void allThreeHaveToHold() {
        When when = SomeWhen.paths(some(patterns("docs/**"), patterns("**/*.md"), patterns("docs/law/**")));
        assertThat(selects(when, new SomeChange().file("docs/a.md"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().file("a.md"))).as("any").isEqualTo(NO);
        assertThat(selects(when, new SomeChange().file("docs/a.txt"))).as("all").isEqualTo(NO);
        assertThat(selects(when, new SomeChange().file("docs/law/a.md")))
                .as("none")
                .isEqualTo(NO);
    }

    @Test
    void whatWasMovedIsTouchedWhereItWasToo() {
        SomeChange moved = new SomeChange().moved("db/1.sql", "docs/1.sql");
        assertThat(selects(anyPath("db/**"), moved)).isEqualTo(YES);
        assertThat(selects(anyPath("docs/**"), moved)).isEqualTo(YES);
        assertThat(selects(allPaths("docs/**"), moved)).isEqualTo(NO);
        assertThat(selects(noPath("db/**"), moved)).isEqualTo(NO);
    }

    @Test
    void labelsAreComparedWhole() {
        When when = SomeWhen.labels(new Some<>(List.of("urgent"), List.of(), List.of("hold")));
        assertThat(selects(when, new SomeChange().labels("urgent", "ui"))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().labels("ui").labels("urgent")))
                .as("of any pull request")
                .isEqualTo(YES);
        assertThat(selects(when, new SomeChange().labels("Urgent"))).isEqualTo(NO);
        assertThat(selects(when, new SomeChange().labels("urgent", "hold"))).isEqualTo(NO);
        assertThat(selects(when, new SomeChange())).isEqualTo(NO);
    }

    @Test
    void risksAreKinds() {
        When when = SomeWhen.risks(new Some<>(List.of(RiskKind.MIGRATION), List.of(), List.of(RiskKind.SECRETS)));
        assertThat(selects(when, new SomeChange().risk(RiskKind.MIGRATION))).isEqualTo(YES);
        assertThat(selects(when, new SomeChange().risk(RiskKind.PIPELINE))).isEqualTo(NO);
        assertThat(selects(when, new SomeChange().risk(RiskKind.MIGRATION).risk(RiskKind.SECRETS)))
                .isEqualTo(NO);
    }

    @Test
    void sizesIncludeTheirBounds() {
        When when =
                SomeWhen.size(new Size(OptionalInt.of(2), OptionalInt.of(3), OptionalInt.of(5), OptionalInt.of(10)));
        assertThat(selects(when, files(2, 2, 1))).as("6 lines").isEqualTo(YES);
        assertThat(selects(when, files(3, 2, 1))).as("9 lines").isEqualTo(YES);
        assertThat(selects(when, files(2, 3, 2))).as("10 lines").isEqualTo(YES);
        assertThat(selects(when, files(1, 5, 0))).as("1 file").isEqualTo(NO);
        assertThat(selects(when, files(4, 2, 0))).as("4 files").isEqualTo(NO);
        assertThat(selects(when, files(2, 1, 1))).as("4 lines").isEqualTo(NO);
        assertThat(selects(when, files(2, 6, 0))).as("12 lines").isEqualTo(NO);
        assertThat(selects(when, new SomeChange().file("a", 5, 0).file("b", 0, 0)))
                .as("5 lines")
                .isEqualTo(YES);
    }

    private static SomeChange files(int number, int additions, int deletions) {
        var change = new SomeChange();
        for (int i = 0; i < number; i++) {
            change.file("f" + i, additions, deletions);
        }
        return change;
    }

    @Test
    void moreLinesThanAnIntHoldsAreNotFew() {
        When small = SomeWhen.size(
                new Size(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(10)));
        assertThat(selects(
                        small, new SomeChange().file("a", Integer.MAX_VALUE, 1).file("b", Integer.MAX_VALUE, 1)))
                .isEqualTo(NO);
    }

    @Test
    void timesAreThoseOfTheAsk() {
        assertThat(selects(SomeWhen.times(window(11, 13)), new SomeChange())).isEqualTo(YES);
        assertThat(selects(SomeWhen.times(window(13, 14)), new SomeChange())).isEqualTo(NO);
        assertThat(selects(SomeWhen.times(window(13, 14), window(11, 13)), new SomeChange()))
                .isEqualTo(YES);
    }

    private static ChangeWindow window(int from, int to) {
        return new ChangeWindow(
                Set.of(DayOfWeek.values()), LocalTime.of(from, 0), LocalTime.of(to, 0), ZoneOffset.UTC, Set.of());
    }

    @Test
    void aConditionIsAskedLastAndMayLookAtEverything() {
        var asked = new java.util.ArrayList<ConditionInput>();
        Condition condition = new SomeCondition(YES, asked);
        assertThat(selects(SomeWhen.and(anyPath("db/**"), condition), new SomeChange().file("a")))
                .isEqualTo(NO);
        assertThat(asked).as("not where the answer is no already").isEmpty();
        assertThat(selects(SomeWhen.and(anyPath("db/**"), condition), new SomeChange().file("db/a")))
                .isEqualTo(YES);
        assertThat(asked).singleElement().satisfies(input -> {
            assertThat(input.identity().id()).isEqualTo("web");
            assertThat(input.now()).isEqualTo(Scene.NOON);
        });
    }

    @Test
    void aConditionsAnswerCounts() {
        for (Truth answer : Truth.values()) {
            assertThat(selects(SomeWhen.condition(new SomeCondition(answer)), new SomeChange()))
                    .isEqualTo(answer);
        }
        assertThat(selects(
                        SomeWhen.and(anyPath("db/**"), new SomeCondition(YES)),
                        new SomeChange().file("a").incomplete()))
                .isEqualTo(UNKNOWN);
    }
}
