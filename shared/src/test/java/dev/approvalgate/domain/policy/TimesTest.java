package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Freezes, windows and lead times. */
class TimesTest {

    private static final Instant NOON = Scene.NOON;
    private static final BreakGlass GLASS =
            new BreakGlass(Set.of("sre"), false, Duration.ofMinutes(10), Duration.ofDays(2), Set.of("sre"));

    private static Scene scene(SomeRule rule) {
        return new Scene()
                .person("ada", Scene.github(1))
                .group("approvers", "ada")
                .rule(rule);
    }

    private static SomeRule rule() {
        return SomeRule.named("rule").deadline(Duration.ofHours(8));
    }

    private static Freeze freeze(Instant from, Instant to, String... environments) {
        return new Freeze(
                "year-end",
                from,
                to,
                java.util.stream.Stream.of(environments)
                        .map(Environment::of)
                        .collect(java.util.stream.Collectors.toSet()),
                "closing of the year");
    }

    private static ChangeWindow window(int from, int to) {
        return new ChangeWindow(
                Set.of(DayOfWeek.MONDAY), LocalTime.of(from, 0), LocalTime.of(to, 0), ZoneOffset.UTC, Set.of());
    }

    private static Explanation part(Scene scene, String name) {
        return scene.evaluate().explanation().parts().stream()
                .filter(part -> part.requirement().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFreezeHoldsFromItsBeginningUntilBeforeItsEnd() {
        Freeze freeze = freeze(NOON, NOON.plusSeconds(60));
        assertThat(freeze.holds(Scene.PRODUCTION, NOON.minusNanos(1))).isFalse();
        assertThat(freeze.holds(Scene.PRODUCTION, NOON)).isTrue();
        assertThat(freeze.holds(Scene.PRODUCTION, NOON.plusSeconds(59))).isTrue();
        assertThat(freeze.holds(Scene.PRODUCTION, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void aFreezeHoldsWhereItSaysOrEverywhere() {
        Environment staging = Environment.of("staging");
        assertThat(freeze(NOON, NOON.plusSeconds(1)).holds(staging, NOON)).isTrue();
        assertThat(freeze(NOON, NOON.plusSeconds(1), "Production").holds(Scene.PRODUCTION, NOON))
                .isTrue();
        assertThat(freeze(NOON, NOON.plusSeconds(1), "production").holds(staging, NOON))
                .isFalse();
    }

    @Test
    void inAFreezeNothingIsLetIn() {
        Scene scene = scene(rule()).freeze(freeze(NOON, NOON.plusSeconds(60))).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.CHANGE_FROZEN);
        assertThat(part(scene, "freeze year-end").observed()).contains("closing of the year");
        assertThat(scene.at(NOON.plusSeconds(60)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whereGlassMayBeBrokenARequestOutlivesAFreeze() {
        Instant end = NOON.plusSeconds(60);
        Scene scene = scene(rule().glass(GLASS)).freeze(freeze(NOON, end)).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(end);
        assertThat(part(scene, "freeze year-end").reason()).isEqualTo(ReasonCode.CHANGE_FROZEN);
    }

    @Test
    void inAnOpenWindowItMayHappen() {
        Scene scene = scene(rule().windows(window(1, 2), window(12, 13))).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(part(scene, "window").observed()).isEqualTo("open");
        assertThat(part(scene, "window").expected()).isEqualTo("mon 01:00-02:00 Z or mon 12:00-13:00 Z");
    }

    @Test
    void aWindowThatOpensBeforeTheDeadlineIsWaitedFor() {
        Scene scene = scene(rule().windows(window(19, 20), window(15, 16))).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(Instant.parse("2026-11-02T15:00:00Z"));
        assertThat(part(scene, "window").observed()).isEqualTo("closed, opens at 2026-11-02T15:00:00Z");
        assertThat(part(scene, "window").reason()).isEqualTo(ReasonCode.WINDOW_CLOSED);
    }

    @Test
    void aWindowThatOpensAtTheDeadlineIsTooLate() {
        Scene scene = scene(rule().windows(window(20, 21))).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.WINDOW_CLOSED);

        Scene glass = scene(rule().windows(window(20, 21)).glass(GLASS)).approve(Scene.github(1));
        assertThat(glass.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(glass.evaluate().reconsiderAt()).isEqualTo(Instant.parse("2026-11-02T20:00:00Z"));
    }

    @Test
    void aWindowThatNeverOpensRefuses() {
        var never = new ChangeWindow(Set.of(), LocalTime.of(1, 0), LocalTime.of(2, 0), ZoneOffset.UTC, Set.of());
        Scene scene = scene(rule().windows(never));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(part(scene, "window").observed()).isEqualTo("closed");
        assertThat(scene(rule().windows(never).glass(GLASS)).evaluate().reconsiderAt())
                .isNull();
    }

    @Test
    void theSoonestOfSeveralMomentsIsWhenToReconsider() {
        Scene scene = scene(rule().glass(GLASS).windows(window(15, 16)))
                .freeze(freeze(NOON, NOON.plusSeconds(60)))
                .freeze(freeze(NOON, NOON.plusSeconds(30)));
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void afterTheApprovalsItTakesTheLeadTime() {
        Duration lead = Duration.ofMinutes(10);
        Scene scene = scene(rule().leadTime(lead));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(part(scene, "lead time").observed()).isEqualTo("not begun");
        assertThat(part(scene, "lead time").expected()).isEqualTo("10 min after the approvals");
        assertThat(scene.evaluate().reconsiderAt()).isNull();

        scene.at(NOON.plusSeconds(60)).approve(Scene.github(1));
        Instant over = NOON.plusSeconds(60).plus(lead);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(over);
        assertThat(part(scene, "lead time").observed()).isEqualTo("ends at " + over);
        assertThat(part(scene, "lead time").reason()).isEqualTo(ReasonCode.LEAD_TIME);

        assertThat(scene.at(over.minusNanos(1)).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.at(over).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(part(scene, "lead time").observed()).isEqualTo("over");
    }

    @Test
    void aFurtherVoteStartsNoNewLeadTime() {
        Scene scene = scene(rule().leadTime(Duration.ofMinutes(10)))
                .person("grace", Scene.github(2))
                .group("approvers", "grace")
                .approve(Scene.github(1))
                .at(NOON.plusSeconds(540))
                .approve(Scene.github(2))
                .at(NOON.plusSeconds(600));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whatNobodyHasToApproveLeadsFromTheAskOn() {
        Scene scene = scene(rule().requires(new Requirement.Automatic("docs")).leadTime(Duration.ofMinutes(10)));
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(NOON.plusSeconds(600));
        assertThat(scene.at(NOON.plusSeconds(600)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void aLeadTimeAndAWindowAreBothWaitedFor() {
        Scene scene = scene(rule().leadTime(Duration.ofMinutes(10)).windows(window(15, 16)))
                .approve(Scene.github(1));
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(NOON.plusSeconds(600));
        scene.at(NOON.plusSeconds(601));
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(Instant.parse("2026-11-02T15:00:00Z"));
        assertThat(List.of(scene.verdict())).containsExactly(Verdict.PENDING);
    }
}
