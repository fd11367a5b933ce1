package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why somebody may not vote, and whether another vote of theirs would change anything. */
class VoterBarTest {

    private static final Account ADA = Scene.github(1);
    private static final Account GRACE = Scene.github(2);
    private static final Account SLACK = Scene.slack("U1");

    private static Scene scene(Requirement requirement) {
        return new Scene()
                .person("ada", ADA)
                .person("grace", GRACE)
                .group("a", "ada")
                .group("b", "grace")
                .rule(SomeRule.named("rule").requires(requirement));
    }

    private static Requirement both() {
        return new Requirement.AllOf(List.of(SomeRule.approvals(1, "a"), SomeRule.approvals(1, "b")));
    }

    private static boolean isCounted(Scene scene, Account account) {
        scene.standings.putIfAbsent(account, AccountStanding.ACTIVE);
        return PolicyEvaluator.isCounted(
                scene.policy(), scene.proposal(), scene.votes, account, scene.directory(), scene.now);
    }

    @Test
    void whoeverCountsForAnyPartMay() {
        assertThat(scene(both()).bar(ADA)).isEmpty();
        assertThat(scene(both()).bar(GRACE)).isEmpty();
        assertThat(scene(SomeRule.approvals(1, "b")).bar(ADA)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
    }

    @Test
    void theStandingOfTheAccountComesFirst() {
        assertThat(scene(both()).standing(ADA, AccountStanding.GUEST).bar(ADA)).contains(ReasonCode.VOTER_IS_GUEST);
        Scene scene = scene(both());
        assertThat(PolicyEvaluator.bar(scene.policy(), scene.proposal(), ADA, DirectorySnapshot.EMPTY, Scene.NOON))
                .contains(ReasonCode.VOTER_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountStanding.class,
            names = {"GUEST", "DEACTIVATED", "FOREIGN"})
    void whatIsSaidOfThePersonsOtherAccountBarsTheOneThatVotesToo(AccountStanding said) {
        Scene scene = scene(both()).link(SLACK, ADA).standing(SLACK, said);
        assertThat(scene.bar(ADA)).isEqualTo(Optional.ofNullable(said.bar()));
        assertThat(scene.approve(ADA).approve(GRACE).verdict()).isEqualTo(Evaluation.Verdict.REFUSED);
        Scene ended = scene(both()).link(SLACK, ADA, Scene.NOON, Scene.NOON).standing(SLACK, said);
        assertThat(ended.bar(ADA)).as("they speak for each other no longer").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountStanding.class,
            names = {"ACTIVE", "BOT", "UNKNOWN"})
    void whatIsSaidOfTheOtherAccountAloneBarsNobody(AccountStanding said) {
        Scene scene = scene(both()).link(SLACK, ADA).standing(SLACK, said);
        assertThat(scene.bar(ADA)).isEmpty();
        assertThat(scene.approve(ADA).approve(GRACE).verdict()).isEqualTo(Evaluation.Verdict.APPROVED);
    }

    @Test
    void whereNoRuleAppliesNobodyMay() {
        Scene scene = scene(both());
        scene.rules.clear();
        assertThat(scene.bar(ADA)).contains(ReasonCode.RULE_NOT_FOUND);
        assertThat(isCounted(scene, ADA)).isFalse();
    }

    @Test
    void ofSeveralBarsTheOneThatSaysMostIsTold() {
        Scene contributor = scene(both()).group("owners", "ada").author(ADA);
        assertThat(contributor.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        Scene owner = scene(both()).group("owners", "ada");
        assertThat(owner.bar(ADA)).as("not in b either").contains(ReasonCode.VOTER_IS_OWNER);
        Scene unlinked = scene(both()).person("solo", SLACK).group("b", "solo").author(ADA);
        assertThat(unlinked.bar(SLACK)).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    /** Linking would not help them. */
    @Test
    void whoeverIsInNoGroupIsToldSoBeforeTheyAreToldToLink() {
        Scene scene = scene(both()).person("solo", SLACK).author(ADA);
        assertThat(scene.bar(SLACK)).contains(ReasonCode.VOTER_NOT_IN_GROUP);
        assertThat(scene.group("a", "solo").bar(SLACK)).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void aStrangerIsUnknownAndALinkMayBeTooYoung() {
        assertThat(scene(both()).bar(SLACK)).contains(ReasonCode.VOTER_UNKNOWN);
        assertThat(scene(both())
                        .link(SLACK, ADA, Scene.NOON.plusSeconds(1), null)
                        .bar(SLACK))
                .contains(ReasonCode.VOTER_LINK_TOO_NEW);
        assertThat(scene(both()).link(SLACK, ADA, Scene.NOON, Scene.NOON).bar(SLACK))
                .as("it has ended")
                .contains(ReasonCode.VOTER_NOT_IN_GROUP);
        assertThat(scene(both()).link(SLACK, ADA).bar(SLACK)).isEmpty();
        assertThat(scene(SomeRule.approvals(1, "b")).link(SLACK, ADA).bar(SLACK))
                .contains(ReasonCode.VOTER_NOT_IN_GROUP);
    }

    @Test
    void anotherVoteOfTheSameHumanChangesNothing() {
        Scene scene = scene(both()).link(SLACK, ADA);
        assertThat(isCounted(scene, ADA)).isFalse();
        scene.approve(ADA);
        assertThat(isCounted(scene, ADA)).isTrue();
        assertThat(isCounted(scene, SLACK)).isTrue();
        assertThat(isCounted(scene, GRACE)).isFalse();
    }

    @Test
    void aVoteThroughAnAccountThatWasBarredSinceMayBeRepeated() {
        Scene scene = scene(both()).link(SLACK, ADA).approve(SLACK).standing(SLACK, AccountStanding.BOT);
        assertThat(isCounted(scene, ADA)).isFalse();
    }

    /** Each account is in another group, and neither speaks for the other any more. */
    @Test
    void aVoteThroughAnotherAccountThatCountsElsewhereIsOneMore() {
        ExternalGroup team = ExternalGroup.githubTeam("api.github.com", 1, 1);
        ExternalGroup channel = ExternalGroup.slackUserGroup("T1", "S1");
        Scene scene = new Scene()
                .team("a", team, ADA)
                .team("b", channel, SLACK)
                .link(SLACK, ADA, Scene.NOON, Scene.NOON)
                .rule(SomeRule.named("rule").requires(both()))
                .approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Evaluation.Verdict.PENDING);
        assertThat(isCounted(scene, ADA)).isTrue();
        assertThat(isCounted(scene, SLACK)).isFalse();
        scene.approve(SLACK);
        assertThat(scene.verdict()).isEqualTo(Evaluation.Verdict.APPROVED);
        assertThat(scene.evaluate().deciders()).as("one human").hasSize(1);
    }
}
