package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Counted persons, and trees of them. */
class RequirementTest {

    private static final Requirement A = SomeRule.approvals(1, "a");
    private static final Requirement B = SomeRule.approvals(1, "b");
    private static final Requirement C = SomeRule.approvals(1, "c");

    /** Persons 1, 2 and 3, of whom 1 is in a, 2 in b, 3 in c; 4 is in all. */
    private static Scene scene(Requirement requirement) {
        return new Scene()
                .person("one", Scene.github(1))
                .person("two", Scene.github(2))
                .person("three", Scene.github(3))
                .person("four", Scene.github(4))
                .group("a", "one", "four")
                .group("b", "two", "four")
                .group("c", "three", "four")
                .group("empty")
                .rule(SomeRule.named("rule").requires(requirement));
    }

    private static Verdict after(Requirement requirement, int... approving) {
        Scene scene = scene(requirement);
        for (int user : approving) {
            scene.approve(Scene.github(user));
        }
        return scene.verdict();
    }

    private static Explanation approvals(Scene scene) {
        List<Explanation> parts = scene.evaluate().explanation().parts();
        return parts.get(parts.size() - 1);
    }

    private static Map<String, ReasonCode> excluded(Explanation part) {
        return part.excluded().stream()
                .collect(Collectors.toMap(one -> one.person().value(), Explanation.Excluded::reason));
    }

    @Test
    void soManyPersonsOfAnyOfSomeGroups() {
        Requirement two = SomeRule.approvals(2, "a", "b");
        assertThat(after(two)).isEqualTo(Verdict.PENDING);
        assertThat(after(two, 1)).isEqualTo(Verdict.PENDING);
        assertThat(after(two, 1, 3)).isEqualTo(Verdict.PENDING);
        assertThat(after(two, 1, 2)).isEqualTo(Verdict.APPROVED);
        assertThat(after(two, 1, 2, 4)).as("more than enough").isEqualTo(Verdict.APPROVED);
    }

    @Test
    void allOfThem() {
        Requirement all = new Requirement.AllOf(List.of(A, B));
        assertThat(after(all, 1)).isEqualTo(Verdict.PENDING);
        assertThat(after(all, 1, 2)).isEqualTo(Verdict.APPROVED);
        assertThat(after(all, 4))
                .as("one person who is eligible for both counts in each")
                .isEqualTo(Verdict.APPROVED);
    }

    @Test
    void anyOfThem() {
        Requirement any = new Requirement.AtLeast(1, List.of(A, B));
        assertThat(after(any)).isEqualTo(Verdict.PENDING);
        assertThat(after(any, 3)).isEqualTo(Verdict.PENDING);
        assertThat(after(any, 2)).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void atLeastSoManyOfThem() {
        Requirement two = new Requirement.AtLeast(2, List.of(A, B, C));
        assertThat(after(two, 1)).isEqualTo(Verdict.PENDING);
        assertThat(after(two, 1, 3)).isEqualTo(Verdict.APPROVED);
        Explanation part = approvals(scene(two).approve(Scene.github(1)));
        assertThat(part.requirement()).isEqualTo("at least 2 of");
        assertThat(part.expected()).isEqualTo("at least 2 of 3");
        assertThat(part.observed()).isEqualTo("1 of 3");
        assertThat(approvals(scene(new Requirement.AtLeast(1, List.of(A, B)))).requirement())
                .isEqualTo("any of");
        assertThat(approvals(scene(new Requirement.AllOf(List.of(A, B)))).requirement())
                .isEqualTo("all of");
    }

    @Test
    void whatCannotBeReachedIsRefusedAtOnce() {
        Requirement nobody = SomeRule.approvals(1, "empty");
        assertThat(after(nobody)).isEqualTo(Verdict.REFUSED);
        assertThat(after(SomeRule.approvals(3, "a"))).isEqualTo(Verdict.REFUSED);
        assertThat(after(new Requirement.AllOf(List.of(A, nobody)))).isEqualTo(Verdict.REFUSED);
        assertThat(after(new Requirement.AtLeast(1, List.of(A, nobody)))).isEqualTo(Verdict.PENDING);
        assertThat(after(new Requirement.AtLeast(1, List.of(nobody, nobody)))).isEqualTo(Verdict.REFUSED);
        assertThat(after(new Requirement.AtLeast(2, List.of(A, B, nobody)))).isEqualTo(Verdict.PENDING);
        Explanation part = approvals(scene(new Requirement.AtLeast(2, List.of(A, nobody, nobody))));
        assertThat(part.status()).isEqualTo(Status.FAILED);
        assertThat(part.reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
    }

    @Test
    void theSamePersonsOtherAccountIsNoOtherPerson() {
        Scene scene = scene(SomeRule.approvals(2, "a"))
                .person("one", Scene.github(1), Scene.slack("U1"))
                .approve(Scene.github(1))
                .approve(Scene.slack("U1"));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(approvals(scene).counted()).containsExactly(new PersonId("one"));
        assertThat(Scene.ids(approvals(scene).eligible())).containsExactly("four");
    }

    @Test
    void twoPersonsOfThePolicyWhoseAccountsWereEverLinkedCountOnce() {
        Scene scene = scene(SomeRule.approvals(2, "a", "b"))
                .link(Scene.github(1), Scene.github(2), Scene.NOON, Scene.NOON)
                .approve(Scene.github(1))
                .approve(Scene.github(2));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(approvals(scene).counted()).containsExactly(new PersonId("one"));
        assertThat(excluded(approvals(scene))).containsEntry("two", ReasonCode.VOTE_ALREADY_COUNTED);
        assertThat(scene.approve(Scene.github(4)).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.evaluate().deciders()).containsExactly(new PersonId("one"), new PersonId("four"));
    }

    @Test
    void thoseWhoCouldStillAreNamedOnce() {
        Scene scene =
                scene(SomeRule.approvals(3, "a", "b")).link(Scene.github(1), Scene.github(2), Scene.NOON, Scene.NOON);
        assertThat(scene.verdict()).as("two humans at most").isEqualTo(Verdict.REFUSED);
        assertThat(Scene.ids(approvals(scene).eligible())).containsExactlyInAnyOrder("four", "one");
    }

    @Test
    void oneRejectionOfSomebodyWhoMayApproveEndsIt() {
        Scene scene = scene(SomeRule.approvals(1, "a", "b")).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        scene.reject(Scene.github(2));
        Evaluation evaluation = scene.evaluate();
        assertThat(evaluation.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(evaluation.deciders()).containsExactly(new PersonId("two"));
        assertThat(evaluation.explanation().reason()).isEqualTo(ReasonCode.REJECTED_BY_PERSON);
        assertThat(approvals(scene).requirement()).isEqualTo("rejections");
        assertThat(approvals(scene).observed()).isEqualTo("1 rejected");
        assertThat(approvals(scene).counted()).containsExactly(new PersonId("two"));
    }

    @Test
    void whoeverRejectedIsNotAskedAgain() {
        Scene scene = scene(SomeRule.approvals(2, "a", "b")).reject(Scene.github(1));
        Explanation part = scene.evaluate().explanation().parts().stream()
                .filter(one -> one.requirement().equals("approvals"))
                .findFirst()
                .orElseThrow();
        assertThat(Scene.ids(part.eligible())).containsExactlyInAnyOrder("two", "four");
        assertThat(part.status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aRejectionOfAStrangerMeansNothing() {
        Scene scene = scene(A).reject(Scene.github(3)).reject(Scene.github(9)).approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void anAccountThatMayNotVoteIsSilent() {
        for (AccountStanding standing : AccountStanding.values()) {
            Scene scene = scene(A).standing(Scene.github(1), standing).approve(Scene.github(1));
            boolean active = standing == AccountStanding.ACTIVE;
            assertThat(scene.verdict()).isEqualTo(active ? Verdict.APPROVED : Verdict.PENDING);
            if (!active) {
                assertThat(excluded(approvals(scene))).containsEntry("one", standing.bar());
            }
            Scene against = scene(A).standing(Scene.github(1), standing).reject(Scene.github(1));
            assertThat(against.verdict()).isEqualTo(active ? Verdict.REJECTED : Verdict.PENDING);
        }
    }

    @Test
    void anAccountOfWhichNothingIsKnownIsSilent() {
        Scene scene = scene(A).approve(Scene.github(1));
        scene.standings.clear();
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(excluded(approvals(scene))).containsEntry("one", ReasonCode.VOTER_UNKNOWN);
    }

    @Test
    void aVoteThatWasRecordedUnderAnotherNameIsSilent() {
        Scene scene = scene(A).approve(Scene.github(1)).person("one").person("new", Scene.github(1));
        scene.group("a", "new");
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(excluded(approvals(scene))).containsEntry("one", ReasonCode.VOTER_UNKNOWN);
    }

    @Test
    void whoHasNoAccountThatMayVoteIsNotWaitedFor() {
        Scene scene = scene(SomeRule.approvals(1, "b"))
                .standing(Scene.github(2), AccountStanding.BOT)
                .standing(Scene.github(4), AccountStanding.ACTIVE);
        assertThat(Scene.ids(approvals(scene).eligible())).containsExactly("four");
        scene.standing(Scene.github(4), AccountStanding.BOT);
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.person("two", Scene.github(2), Scene.slack("U2")).verdict())
                .as("another account of the same person")
                .isEqualTo(Verdict.PENDING);
        assertThat(scene.standing(Scene.github(2), AccountStanding.DEACTIVATED).verdict())
                .as("what is said of the person")
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whoeverIsNotInTheGroupIsNamedWithTheReason() {
        Explanation part = approvals(scene(A).approve(Scene.github(2)).approve(Scene.github(1)));
        assertThat(excluded(part)).containsExactly(Map.entry("two", ReasonCode.VOTER_NOT_IN_GROUP));
        assertThat(part.observed()).isEqualTo("1 approved");
        assertThat(part.expected()).isEqualTo("1 of a");
        assertThat(part.needed()).isEqualTo(1);
    }

    @Test
    void aLowRiskCaseNeedsNobody() {
        Scene scene = scene(new Requirement.Automatic("documentation only"));
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.evaluate().deciders()).isEmpty();
        assertThat(approvals(scene).observed()).isEqualTo("documentation only");
        Requirement tree = new Requirement.AllOf(List.of(A, new Requirement.Automatic("docs")));
        assertThat(after(tree)).isEqualTo(Verdict.PENDING);
        assertThat(after(tree, 1)).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void theIdentitysOwnersMayBeAsked() {
        Scene scene = scene(new Requirement.Approvals(new Approvers.IdentityOwner(), 1))
                .group("owners", "two")
                .approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(approvals(scene).requirement()).isEqualTo("approvals of the identity's owners");
        assertThat(scene.approve(Scene.github(2)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void requirementsThatWouldAlwaysHoldAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> SomeRule.approvals(0, "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Requirement.AllOf(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Requirement.AtLeast(1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Requirement.AtLeast(0, List.of(A)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Requirement.AtLeast(3, List.of(A, B)));
        assertThat(new Requirement.AtLeast(2, List.of(A, B)).count()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> SomeRule.token(1, 1, 0));
        assertThat(Set.of(Rule.Timing.within(java.time.Duration.ofHours(1)).windows()))
                .containsExactly(List.of());
    }
}
