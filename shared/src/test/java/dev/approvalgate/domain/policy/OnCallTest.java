package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is on call, by a schedule of the policy or a group of another system. */
class OnCallTest {

    private static final Account ADA = Scene.github(1);
    private static final Account GRACE = Scene.github(2);
    private static final Instant NOON = Scene.NOON;
    /** Ada hands over to Grace two hours after the ask. */
    private static final Instant HAND_OVER = NOON.plus(Duration.ofHours(2));

    private static final ExternalGroup GROUP = ExternalGroup.slackUserGroup("T1", "S1");

    private static Requirement onCall() {
        return new Requirement.Approvals(new Approvers.OnCall("payments"), 1);
    }

    private static Scene scene(Duration deadline, Requirement requirement) {
        Scene scene = new Scene()
                .person("ada", ADA)
                .person("grace", GRACE)
                .group("approvers", "ada", "grace")
                .rule(SomeRule.named("rule").requires(requirement).deadline(deadline));
        scene.schedules.put(
                "payments",
                new OnCallSchedule(
                        "payments",
                        HAND_OVER.minus(Duration.ofDays(7)).atZone(ZoneOffset.UTC),
                        7,
                        List.of(new PersonId("ada"), new PersonId("grace")),
                        List.of()));
        return scene;
    }

    private static Explanation last(Scene scene) {
        List<Explanation> parts = scene.evaluate().explanation().parts();
        return parts.get(parts.size() - 1);
    }

    @Test
    void whoIsOnCallMayApprove() {
        Scene scene = scene(Duration.ofHours(1), onCall());
        assertThat(Scene.ids(last(scene).eligible())).containsExactly("ada");
        assertThat(last(scene).expected()).isEqualTo("1 of payments");
        assertThat(scene.bar(GRACE)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whatCountsIsWhoWasOnCallWhenTheySpoke() {
        Scene scene = scene(Duration.ofHours(8), onCall()).approve(ADA).at(HAND_OVER);
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
        assertThat(scene.bar(GRACE)).isEmpty();
    }

    @Test
    void whoTakesOverBeforeTheDeadlineIsWaitedFor() {
        Scene scene = scene(Duration.ofHours(8), onCall());
        assertThat(Scene.ids(last(scene).eligible())).containsExactlyInAnyOrder("ada", "grace");
        scene.author(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(Scene.ids(last(scene).eligible())).containsExactly("grace");
        assertThat(scene.at(HAND_OVER).approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whoTakesOverAtTheDeadlineIsTooLate() {
        Scene scene = scene(Duration.ofHours(2), onCall()).author(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
    }

    @Test
    void whoVotedBeforeTheirTurnMayVoteAgainInIt() {
        Requirement both = new Requirement.AllOf(List.of(SomeRule.approvals(1, "approvers"), onCall()));
        Scene scene = scene(Duration.ofHours(8), both).author(ADA).approve(GRACE);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        scene.at(HAND_OVER);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(isCounted(scene, GRACE)).as("it would change something").isFalse();
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(isCounted(scene, GRACE)).isTrue();
        assertThat(Scene.ids(scene.evaluate().deciders())).containsExactly("grace");
    }

    private static boolean isCounted(Scene scene, Account account) {
        return PolicyEvaluator.isCounted(
                scene.policy(), scene.proposal(), scene.votes, account, scene.directory(), scene.now);
    }

    @Test
    void aStrangerIsNeverOnCall() {
        Scene scene = scene(Duration.ofHours(1), onCall()).link(Scene.slack("U1"), ADA, HAND_OVER, null);
        assertThat(scene.bar(Scene.github(9))).contains(ReasonCode.VOTER_UNKNOWN);
        assertThat(scene.bar(Scene.slack("U1"))).contains(ReasonCode.VOTER_LINK_TOO_NEW);
    }

    @Test
    void aScheduleThatThePolicyDoesNotHaveHasNobody() {
        Scene scene = scene(Duration.ofHours(1), new Requirement.Approvals(new Approvers.OnCall("others"), 1));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
    }

    @Test
    void anotherSystemMaySayWhoIsOnCall() {
        var group = new Requirement.Approvals(new Approvers.OnCallGroup("infra", GROUP), 1);
        Scene scene = scene(Duration.ofHours(1), group)
                .members(GROUP, Scene.slack("U1"))
                .link(Scene.slack("U1"), ADA);
        assertThat(last(scene).requirement()).isEqualTo("on call");
        assertThat(last(scene).expected()).isEqualTo("1 of infra");
        assertThat(Scene.ids(last(scene).eligible())).containsExactly("ada");
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whoIsOnCallMayOwnThePipelineToo() {
        assertThat(scene(Duration.ofHours(1), onCall())
                        .group("owners", "ada")
                        .approve(ADA)
                        .verdict())
                .isEqualTo(Verdict.APPROVED);
        var group = new Requirement.Approvals(new Approvers.OnCallGroup("infra", GROUP), 1);
        assertThat(scene(Duration.ofHours(1), group)
                        .group("owners", "ada")
                        .members(GROUP, ADA)
                        .approve(ADA)
                        .verdict())
                .isEqualTo(Verdict.APPROVED);
    }
}
