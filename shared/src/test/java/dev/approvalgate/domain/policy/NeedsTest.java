package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Groups that have to be read are all that may matter, and no others. */
class NeedsTest {

    private static ExternalGroup team(int number) {
        return ExternalGroup.githubTeam("api.github.com", 1, number);
    }

    /** Group {@code gN} is team N. */
    private static Scene scene(SomeRule... rules) {
        Scene scene = new Scene();
        for (int i = 1; i <= 9; i++) {
            scene.team("g" + i, team(i));
        }
        for (SomeRule rule : rules) {
            scene.rule(rule);
        }
        return scene;
    }

    private static Set<ExternalGroup> needs(Scene scene) {
        return Needs.of(scene.policy(), scene.proposal(), scene.now);
    }

    private static SomeRule rule(Requirement requirement) {
        return SomeRule.named("rule").requires(requirement);
    }

    @Test
    void groupsOfTheRequirementAndTheOwnersAreRead() {
        Requirement tree = new Requirement.AllOf(List.of(
                SomeRule.approvals(1, "g1", "g2"),
                new Requirement.AtLeast(1, List.of(SomeRule.approvals(1, "g3"), new Requirement.Automatic("x")))));
        assertThat(needs(scene(rule(tree)).team("owners", team(8))))
                .containsExactlyInAnyOrder(team(1), team(2), team(3), team(8));
    }

    @Test
    void onCallGroupsAreRead() {
        assertThat(needs(scene(rule(new Requirement.Approvals(new Approvers.OnCallGroup("infra", team(5)), 1)))))
                .containsExactly(team(5));
        assertThat(needs(scene(rule(new Requirement.Approvals(new Approvers.OnCall("infra"), 1)))))
                .isEmpty();
        assertThat(needs(scene(rule(new Requirement.Approvals(new Approvers.IdentityOwner(), 1)))
                        .team("owners", team(4))))
                .containsExactly(team(4));
    }

    @Test
    void teamsOfCodeOwnersAreRead() {
        Requirement owners = new Requirement.Approvals(new Approvers.CodeOwners(Set.of("g1")), 1);
        Scene scene = scene(rule(owners));
        scene.ownership = new Ownership(
                Fact.known(List.of(new Ownership.OwnerSet("*", 1, Set.of(), Set.of(team(6))))),
                0,
                Fact.known(List.of()));
        assertThat(needs(scene)).containsExactlyInAnyOrder(team(1), team(6));
        scene.ownership = Ownership.unknown("x");
        assertThat(needs(scene)).containsExactly(team(1));
    }

    @Test
    void groupsOfEveryRuleThatMayApplyAreRead() {
        Scene scene = scene(
                SomeRule.named("db").paths("db/**").requires(1, "g1"),
                SomeRule.named("rest").requires(1, "g2"));
        assertThat(needs(scene)).containsExactly(team(2));
        assertThat(needs(scene.change(new SomeChange().incomplete()))).containsExactlyInAnyOrder(team(1), team(2));
    }

    @Test
    void groupsThatBreakGlassAreRead() {
        var one = new BreakGlass(Set.of("g3"), false, Duration.ofMinutes(1), Duration.ofHours(1), Set.of("g4"));
        var other = new BreakGlass(Set.of("g5"), false, Duration.ofMinutes(1), Duration.ofHours(1), Set.of("g6"));
        Scene scene = scene(
                        SomeRule.named("db").paths("db/**").requires(1, "g1").glass(one),
                        SomeRule.named("rest").requires(1, "g2").glass(other))
                .change(new SomeChange().incomplete());
        assertThat(needs(scene)).containsExactlyInAnyOrder(team(1), team(2), team(3), team(4), team(5), team(6));
    }

    @Test
    void groupsThatTheRepositoryAddsAreRead() {
        Scene scene = scene(rule(SomeRule.approvals(1, "g1")))
                .tighten(SomeTightening.requires(SomeRule.approvals(1, "g2")), SomeTightening.persons(1));
        assertThat(needs(scene)).containsExactlyInAnyOrder(team(1), team(2));
    }

    @Test
    void whereNothingAppliesNothingIsRead() {
        assertThat(needs(scene())).isEmpty();
        Scene scene = scene(rule(SomeRule.approvals(1, "g1")));
        scene.identities.set(0, Scene.identity("web", Map.of("ref", "x")));
        assertThat(needs(scene)).isEmpty();
        assertThat(needs(scene(rule(SomeRule.approvals(1, "unheard of"))))).isEmpty();
    }
}
