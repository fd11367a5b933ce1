package dev.approvalgate.domain.policy;

import static dev.approvalgate.domain.policy.SelectorTest.allPaths;
import static dev.approvalgate.domain.policy.SelectorTest.anyPath;
import static dev.approvalgate.domain.policy.SelectorTest.noPath;
import static dev.approvalgate.domain.policy.SelectorTest.selects;
import static dev.approvalgate.domain.policy.Truth.NO;
import static dev.approvalgate.domain.policy.Truth.UNKNOWN;
import static dev.approvalgate.domain.policy.Truth.YES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.policy.When.Size;
import dev.approvalgate.domain.policy.When.Some;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What was not read in full is unknown, unless what was read settles it whatever the rest may be. */
class SelectorUnknownTest {

    private static SomeChange read(String... files) {
        var change = new SomeChange().incomplete();
        List.of(files).forEach(change::file);
        return change;
    }

    private static When size(int leastFiles, int mostFiles) {
        return SomeWhen.size(new Size(
                OptionalInt.of(leastFiles), OptionalInt.of(mostFiles), OptionalInt.empty(), OptionalInt.empty()));
    }

    @Test
    void whatWasReadMayBeEnough() {
        assertThat(selects(anyPath("db/**"), read("db/a"))).isEqualTo(YES);
        assertThat(selects(allPaths("db/**"), read("src/a"))).isEqualTo(NO);
        assertThat(selects(noPath("db/**"), read("db/a"))).isEqualTo(NO);
        assertThat(selects(size(1, 9), read("a"))).isEqualTo(UNKNOWN);
        assertThat(selects(size(1, 1), read("a", "b"))).isEqualTo(NO);
    }

    @Test
    void whatWasNotReadMayBeAnything() {
        assertThat(selects(anyPath("db/**"), read("src/a"))).isEqualTo(UNKNOWN);
        assertThat(selects(allPaths("db/**"), read("db/a"))).isEqualTo(UNKNOWN);
        assertThat(selects(allPaths("db/**"), read())).isEqualTo(UNKNOWN);
        assertThat(selects(noPath("db/**"), read("src/a"))).isEqualTo(UNKNOWN);
        assertThat(selects(size(2, 9), read("a"))).isEqualTo(UNKNOWN);
    }

    @Test
    void atLeastSoManyAreThereOnceSoManyWereRead() {
        When least =
                SomeWhen.size(new Size(OptionalInt.of(2), OptionalInt.empty(), OptionalInt.of(2), OptionalInt.empty()));
        assertThat(selects(least, read("a", "b"))).isEqualTo(YES);
        assertThat(selects(least, read("a"))).isEqualTo(UNKNOWN);
        assertThat(selects(least, new SomeChange().file("a"))).isEqualTo(NO);
    }

    @Test
    void labelsAndRisksOfAnIncompleteChangeMayBeMore() {
        When urgent = SomeWhen.labels(new Some<>(List.of("urgent"), List.of(), List.of()));
        When safe = SomeWhen.risks(new Some<>(List.of(), List.of(), List.of(RiskKind.MIGRATION)));
        assertThat(selects(urgent, read().labels("ui"))).isEqualTo(UNKNOWN);
        assertThat(selects(urgent, read().labels("urgent"))).isEqualTo(YES);
        assertThat(selects(safe, read())).isEqualTo(UNKNOWN);
        assertThat(selects(safe, read().risk(RiskKind.MIGRATION))).isEqualTo(NO);
    }

    @Test
    void whatIsSurelyNotOutweighsWhatIsUnknown() {
        When wrongBranch = new When(
                SomeWhen.patterns("main"),
                List.of(),
                anyPath("db/**").paths(),
                Some.unlimited(),
                java.util.Set.of(),
                Size.ANY,
                Some.unlimited(),
                List.of(),
                null);
        assertThat(selects(wrongBranch, read("src/a").ref("refs/heads/other"))).isEqualTo(NO);
        assertThat(selects(wrongBranch, read("src/a"))).isEqualTo(UNKNOWN);
    }

    @Test
    void aRefOrTriggerThatWasNotToldIsUnknown() {
        assertThat(selects(SomeWhen.branches("main"), new SomeChange().ref(""))).isEqualTo(UNKNOWN);
        assertThat(selects(SomeWhen.tags("v*"), new SomeChange().ref(" "))).isEqualTo(UNKNOWN);
        assertThat(selects(SomeWhen.branches("release/**"), new SomeChange().ref("main")))
                .isEqualTo(UNKNOWN);
        assertThat(selects(SomeWhen.triggers("push"), new SomeChange().event("")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void ofWhatWasErasedEverythingIsUnknown() {
        var scene = new Scene();
        scene.details = null;
        var selector = new Selector(Scene.identity("web", Map.of()), scene.proposal(), Scene.NOON);
        assertThat(List.of(
                        SomeWhen.branches("main"),
                        SomeWhen.tags("v*"),
                        SomeWhen.triggers("push"),
                        anyPath("db/**"),
                        allPaths("db/**"),
                        noPath("db/**"),
                        size(1, 9),
                        SomeWhen.labels(new Some<>(List.of("urgent"), List.of(), List.of())),
                        SomeWhen.risks(new Some<>(List.of(RiskKind.MIGRATION), List.of(), List.of()))))
                .allSatisfy(when -> assertThat(selector.selects(when)).isEqualTo(UNKNOWN));
        assertThat(List.of(When.ALWAYS, SomeWhen.condition(new SomeCondition(YES))))
                .as("nothing of it is asked")
                .allSatisfy(when -> assertThat(selector.selects(when)).isEqualTo(YES));
    }
}
