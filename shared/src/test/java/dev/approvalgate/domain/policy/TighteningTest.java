package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a repository's own policy adds. */
class TighteningTest {

    private static final BreakGlass GLASS =
            new BreakGlass(Set.of("sre"), false, Duration.ofMinutes(10), Duration.ofDays(2), Set.of("sre"));

    private static Scene scene() {
        return new Scene()
                .person("ada", Scene.github(1))
                .person("grace", Scene.github(2))
                .group("approvers", "ada")
                .group("dba", "grace")
                .rule(SomeRule.named("rule").glass(GLASS))
                .change(new SomeChange().file("db/1.sql"));
    }

    private static List<String> applying(Scene scene) {
        return scene.ruling().tightenings().stream().map(Tightening::id).toList();
    }

    @Test
    void itsRequirementsHaveToHoldToo() {
        Scene scene = scene().tighten(SomeTightening.requires(SomeRule.approvals(1, "dba")));
        assertThat(scene.approve(Scene.github(1)).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(2)).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(Scene.ids(scene.evaluate().deciders())).containsExactlyInAnyOrder("ada", "grace");
        assertThat(scene.evaluate().explanation().parts())
                .as("no number of persons is named")
                .noneMatch(part -> part.requirement().equals("different persons"));
    }

    @Test
    void nobodyIsAllowedInItByName() {
        Scene scene = scene();
        scene.rules.clear();
        scene.rule(SomeRule.named("rule").allows(Duty.AUTHOR))
                .author(Scene.github(1))
                .approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        scene.tighten(SomeTightening.requires(SomeRule.approvals(1, "approvers", "dba")));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(2)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void soManyDifferentPersonsInAll() {
        Scene scene = scene();
        scene.rules.clear();
        scene.rule(SomeRule.named("rule")
                        .requires(new Requirement.AllOf(
                                List.of(SomeRule.approvals(1, "approvers"), SomeRule.approvals(1, "dba")))))
                .group("dba", "ada")
                .tighten(SomeTightening.persons(2))
                .approve(Scene.github(1));
        assertThat(scene.verdict()).as("one person for both").isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(2)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whomOneAdditionAsksDoesNotCountForAnother() {
        Scene scene = scene().person("linus", Scene.github(3)).group("approvers", "linus");
        scene.tighten(SomeTightening.persons(2), SomeTightening.requires(SomeRule.approvals(1, "dba")))
                .approve(Scene.github(1))
                .approve(Scene.github(2));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(3)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whomAnAdditionAsksCountsForItself() {
        Scene scene = scene().tighten(SomeTightening.requires(SomeRule.approvals(1, "dba"), 2))
                .approve(Scene.github(1))
                .approve(Scene.github(2));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void theLargestNumberOfPersonsHolds() {
        Scene scene = scene().tighten(SomeTightening.persons(2), SomeTightening.persons(1));
        assertThat(scene.verdict()).as("only one may approve at all").isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
    }

    @Test
    void theShorterTimeAndTheSmallerNumberHold() {
        Scene scene = scene().tighten(SomeTightening.times(1, 2, 3, 1), SomeTightening.times(600, 600, 600, 9));
        Ruling ruling = scene.ruling();
        assertThat(ruling.deadline()).isEqualTo(Duration.ofMinutes(1));
        assertThat(ruling.lifetime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(ruling.validity()).isEqualTo(Duration.ofMinutes(3));
        assertThat(ruling.maxJobs()).isEqualTo(1);
        Ruling loose = scene().tighten(SomeTightening.times(600, 600, 600, 9)).ruling();
        assertThat(loose.deadline()).isEqualTo(Duration.ofHours(8));
        assertThat(loose.lifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(loose.validity()).isEqualTo(Duration.ofHours(1));
        assertThat(loose.maxJobs()).isEqualTo(1);
    }

    @Test
    void fewerJobsThanTheRuleLetsMayBeGivenAToken() {
        Scene scene = scene();
        scene.rules.clear();
        scene.rule(SomeRule.named("rule").token(SomeRule.token(15, 60, 4)));
        assertThat(scene.ruling().maxJobs()).isEqualTo(4);
        scene.tighten(SomeTightening.times(600, 600, 600, 3), SomeTightening.persons(1));
        assertThat(scene.ruling().maxJobs()).isEqualTo(3);
    }

    @Test
    void itsWindowHasToBeOpenToo() {
        var closed = new ChangeWindow(
                Set.of(DayOfWeek.SUNDAY), LocalTime.of(1, 0), LocalTime.of(2, 0), ZoneOffset.UTC, Set.of());
        Scene scene = scene().tighten(SomeTightening.windows(closed)).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.ruling().windows()).containsExactly(List.of(closed));
    }

    @Test
    void itMayDemandAJustificationAndForbidBreakingGlass() {
        assertThat(scene().ruling().isJustificationRequired()).isFalse();
        assertThat(scene().ruling().breakGlass()).isPresent();
        Ruling ruling =
                scene().tighten(SomeTightening.justificationAndNoGlass()).ruling();
        assertThat(ruling.isJustificationRequired()).isTrue();
        assertThat(ruling.breakGlass()).isEmpty();
        assertThat(scene().tighten(SomeTightening.persons(1)).ruling().breakGlass())
                .isPresent();
    }

    @Test
    void itIsForSomeEnvironmentsOrAll() {
        Tightening staging = SomeTightening.of("staging", Set.of(Environment.of("staging")), List.of());
        Tightening production = SomeTightening.of("production", Set.of(Scene.PRODUCTION), List.of());
        Tightening all = SomeTightening.of("all", Set.of(), List.of());
        assertThat(applying(scene().tighten(staging, production, all))).containsExactly("production", "all");
    }

    @Test
    void itIsForSomePathsOrAllAndForThoseThatAreUnknown() {
        Tightening db = SomeTightening.of("db", Set.of(), SomeWhen.patterns("db/**", "sql/**"));
        Scene scene = scene().tighten(db);
        assertThat(applying(scene)).containsExactly("db");
        assertThat(applying(scene.change(new SomeChange().file("src/A.java")))).isEmpty();
        assertThat(applying(scene.change(new SomeChange().moved("db/a", "src/a"))))
                .containsExactly("db");
        assertThat(applying(scene.change(new SomeChange().file("src/A.java").incomplete())))
                .containsExactly("db");
        scene.details = null;
        scene.complete = true;
        assertThat(applying(scene)).as("erased").containsExactly("db");
        Tightening elsewhere = SomeTightening.of("x", Set.of(Environment.of("staging")), SomeWhen.patterns("db/**"));
        assertThat(applying(scene().tighten(elsewhere))).isEmpty();
    }

    @Test
    void whatCannotBeReadRefusesEverything() {
        Scene scene = scene().tighten();
        scene.reader = text -> {
            throw new GateException(ReasonCode.REPOSITORY_POLICY_INVALID, "line 1 is wrong");
        };
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.REPOSITORY_POLICY_INVALID);
        assertThat(scene.evaluate().explanation().parts())
                .anySatisfy(part -> assertThat(part.observed()).isEqualTo("at commit c0ffee: line 1 is wrong"));
        assertThat(scene.bar(Scene.github(1))).as("no rule is known").contains(ReasonCode.RULE_NOT_FOUND);
        assertThatThrownBy(() -> Tightening.Reader.NONE.read("version: 1")).isInstanceOf(GateException.class);
    }

    @Test
    void everyVersionOfTheFileCounts() {
        Scene scene = scene();
        scene.ownership = new Ownership(
                Fact.known(List.of()),
                0,
                Fact.known(List.of(
                        new Ownership.RepositoryPolicy("c1", "before"),
                        new Ownership.RepositoryPolicy("c2", "after"))));
        scene.reader = text -> List.of(SomeTightening.of(text, Set.of(), List.of()));
        assertThat(applying(scene)).containsExactly("before", "after");
        assertThat(scene.evaluate().explanation().parts())
                .anySatisfy(part -> assertThat(part.observed()).isEqualTo("before, after"));
    }

    @Test
    void aFileThatAddsNothingHereIsNamed() {
        Scene scene = scene().tighten();
        assertThat(scene.approve(Scene.github(1)).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.evaluate().explanation().parts())
                .anySatisfy(part -> assertThat(part.observed()).isEqualTo("adds nothing here"));
    }
}
