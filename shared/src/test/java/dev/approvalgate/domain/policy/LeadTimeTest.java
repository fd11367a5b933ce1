package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Vote.Kind;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lead time begins when the approvals were first enough, whatever "enough" is made of. */
class LeadTimeTest {

    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final Requirement A = SomeRule.approvals(1, "a");
    private static final Requirement B = SomeRule.approvals(1, "b");
    private static final Requirement C = SomeRule.approvals(1, "c");

    /** Persons 1, 2 and 3 are in a, b and c; they approve one, two and three minutes after noon. It is four minutes after noon. */
    private static Scene scene(Requirement requirement, int... approving) {
        Scene scene = new Scene()
                .person("one", Scene.github(1))
                .person("two", Scene.github(2))
                .person("three", Scene.github(3))
                .group("a", "one")
                .group("b", "two")
                .group("c", "three")
                .rule(SomeRule.named("rule").requires(requirement).leadTime(LEAD));
        for (int user : approving) {
            scene.vote(Scene.github(user), Kind.APPROVE, minute(user));
        }
        return scene.at(minute(4));
    }

    private static Instant minute(int after) {
        return Scene.NOON.plus(Duration.ofMinutes(after));
    }

    private static void leadsFrom(int begun, Scene scene) {
        assertThat(scene.evaluate().reconsiderAt()).isEqualTo(minute(begun).plus(LEAD));
        assertThat(scene.at(minute(begun).plus(LEAD).minusNanos(1)).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.at(minute(begun).plus(LEAD)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    private static void hasNotBegun(Scene scene) {
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.evaluate().reconsiderAt()).isNull();
        assertThat(scene.at(minute(60)).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void fromTheLastOfSoManyPersonsOn() {
        Requirement two = SomeRule.approvals(2, "a", "b", "c");
        hasNotBegun(scene(two, 1));
        leadsFrom(2, scene(two, 1, 2));
        leadsFrom(2, scene(two, 1, 2, 3));
    }

    @Test
    void fromTheFirstOfSeveralOfWhichOneIsEnough() {
        Requirement any = new Requirement.AtLeast(1, List.of(A, B, C));
        hasNotBegun(scene(any));
        leadsFrom(3, scene(any, 3));
        leadsFrom(1, scene(any, 1, 3));
    }

    @Test
    void fromTheLastOfSeveralThatAllHaveToHold() {
        Requirement all = new Requirement.AllOf(List.of(A, B));
        hasNotBegun(scene(all, 1));
        leadsFrom(2, scene(all, 1, 2));
    }

    @Test
    void fromTheSecondOfThreeOfWhichTwoAreEnough() {
        Requirement two = new Requirement.AtLeast(2, List.of(A, B, C));
        hasNotBegun(scene(two, 3));
        leadsFrom(3, scene(two, 1, 3));
        leadsFrom(2, scene(two, 1, 2, 3));
    }

    @Test
    void fromWhatTheRepositoryAddsToo() {
        Scene scene = scene(A, 1, 2).tighten(SomeTightening.requires(B));
        leadsFrom(2, scene);
        hasNotBegun(scene(A, 1).tighten(SomeTightening.requires(B)));
    }
}
