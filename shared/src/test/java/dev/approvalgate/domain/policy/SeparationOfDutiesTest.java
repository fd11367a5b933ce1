package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever had a hand in a change, and whoever cannot be told from them, does not approve it. */
class SeparationOfDutiesTest {

    private static final Account ADA = Scene.github(1);
    private static final Account GRACE = Scene.github(2);
    private static final ExternalGroup TEAM = ExternalGroup.githubTeam("api.github.com", 11, 22);

    private static Scene scene(SomeRule rule) {
        return new Scene()
                .person("ada", ADA, Scene.slack("U1"))
                .person("grace", GRACE, Scene.slack("U2"))
                .group("approvers", "ada", "grace")
                .rule(rule);
    }

    private static Scene scene() {
        return scene(SomeRule.named("rule"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyHandBars(Role role) {
        Scene scene = scene().contributor(role, ADA).approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(scene.bar(Scene.slack("U1")))
                .as("through another account")
                .contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(scene.bar(GRACE)).isEmpty();
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRuleMayLetAHandPassByName(Role role) {
        Scene scene = scene(SomeRule.named("rule").allows(Duty.of(role)))
                .contributor(role, ADA)
                .approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.evaluate().explanation().parts())
                .as("and the record says so")
                .anySatisfy(part -> assertThat(part.observed())
                        .isEqualTo("1 approved, ada although " + role.name().toLowerCase(java.util.Locale.ROOT)));
        Role other = role == Role.AUTHOR ? Role.TRIGGER : Role.AUTHOR;
        assertThat(scene.contributor(other, ADA).verdict())
                .as("but not another one")
                .isEqualTo(Verdict.PENDING);
    }

    @Test
    void severalHandsThatAreLetPassAreAllNamed() {
        Scene scene = scene(SomeRule.named("rule").allows(Duty.MERGER, Duty.AUTHOR))
                .contributor(Role.MERGER, ADA)
                .author(ADA)
                .approve(ADA)
                .approve(GRACE);
        assertThat(scene.evaluate().explanation().parts())
                .anySatisfy(
                        part -> assertThat(part.observed()).isEqualTo("2 approved, ada although author and merger"));
    }

    @Test
    void everyAccountThatWasEverLinkedIsTheContributors() {
        Account other = Scene.slack("U9");
        Scene pending = scene().group("approvers").author(other).link(other, ADA, Scene.NOON.plusSeconds(60), null);
        assertThat(pending.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        Scene ended = scene().author(other).link(other, ADA, Scene.NOON, Scene.NOON);
        assertThat(ended.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(ended.bar(GRACE)).isEmpty();
    }

    @Test
    void personsOfThePolicyThatWereEverLinkedAreBarredTogether() {
        Scene scene =
                scene().link(Scene.slack("U1"), GRACE, Scene.NOON, Scene.NOON).author(ADA);
        assertThat(scene.bar(GRACE)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
    }

    @Test
    void whoHasNoAccountWhereTheAuthorHasOneCannotBeToldFromThem() {
        Scene scene = scene().person("linus", Scene.slack("U3"))
                .person("elsewhere", Account.github("github.example.com", 4))
                .group("approvers", "linus", "elsewhere")
                .author(ADA);
        assertThat(scene.bar(Scene.slack("U3"))).contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene.bar(Account.github("github.example.com", 4))).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void aLinkedAccountTellsApartOnlyWhereSomebodyElseVouchesForIt() {
        Account linus = Scene.slack("U3");
        Account fresh = Scene.github(3);
        Scene scene = scene().person("linus", linus)
                .group("approvers", "linus")
                .author(ADA)
                .link(linus, fresh);
        assertThat(scene.bar(linus)).as("its owner's word alone").contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene.bar(fresh)).as("whichever of them votes").contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene.members(TEAM, fresh).bar(linus)).as("a team has it").isEmpty();
        assertThat(scene.members(TEAM).bar(linus)).contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene.person("other", fresh).bar(linus))
                .as("the policy names it")
                .isEmpty();
    }

    @Test
    void anAccountThatVotesForItselfIsComparedAsItIs() {
        Scene scene = scene().team("approvers", TEAM, Scene.github(3)).author(ADA);
        assertThat(scene.bar(Scene.github(3))).isEmpty();
    }

    @Test
    void aLinkThatIsTooYoungTellsNobodyApart() {
        Scene scene = scene().person("linus", Scene.slack("U3"))
                .group("approvers", "linus")
                .author(ADA)
                .members(TEAM, Scene.github(3))
                .link(Scene.slack("U3"), Scene.github(3), Scene.NOON.plusSeconds(1), null);
        assertThat(scene.bar(Scene.slack("U3"))).contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene.at(Scene.NOON.plusSeconds(1)).bar(Scene.slack("U3"))).isEmpty();
    }

    @Test
    void everyPlaceWhereContributorsLiveIsCompared() {
        Account oidc = new Account(dev.approvalgate.domain.approval.AccountKind.OIDC, "https://id.example.com", "x");
        Scene scene = scene().author(ADA).contributor(Role.TRIGGER, oidc);
        assertThat(scene.bar(GRACE)).contains(ReasonCode.VOTER_NOT_LINKED);
        assertThat(scene(SomeRule.named("rule").allows(Duty.TRIGGER))
                        .author(ADA)
                        .contributor(Role.TRIGGER, oidc)
                        .bar(GRACE))
                .as("whatever is let pass")
                .contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void aHandOfNobodyKnownBarsNobody() {
        Scene scene = scene(SomeRule.named("rule").accepts(Rule.Finding.UNMAPPED_AUTHORS))
                .contributor(Role.AUTHOR, null)
                .approve(GRACE);
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void wherePeopleAreBarredAndNobodyIsLeftItIsRefusedAtOnce() {
        Scene scene = scene().author(ADA).contributor(Role.MERGER, GRACE);
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
        assertThat(scene.evaluate().explanation().parts())
                .anySatisfy(part -> assertThat(part.excluded())
                        .extracting(one -> one.person().value() + " " + one.reason())
                        .containsExactlyInAnyOrder("ada VOTER_IS_CONTRIBUTOR", "grace VOTER_IS_CONTRIBUTOR"));
    }

    @Test
    void ownersComeInByTheirOwnDoorOnly() {
        Scene scene = scene().group("owners", "ada").approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_IS_OWNER);
        assertThat(scene.bar(GRACE)).isEmpty();
        Scene named = scene(SomeRule.named("rule").requires(1, "approvers", "owners"))
                .group("owners", "ada")
                .approve(ADA);
        assertThat(named.verdict()).isEqualTo(Verdict.APPROVED);
        Scene allowed = scene(SomeRule.named("rule").allows(Duty.OWNER))
                .group("owners", "ada")
                .approve(ADA);
        assertThat(allowed.verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void anOwnerWhoHadAHandIsBarredAsAContributor() {
        Scene scene = scene(
                        SomeRule.named("rule").requires(new Requirement.Approvals(new Approvers.IdentityOwner(), 1)))
                .group("owners", "ada", "grace")
                .author(ADA);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(scene.bar(GRACE)).isEmpty();
    }

    @Test
    void endingALinkMakesNoOwnerAStranger() {
        Account slack = Scene.slack("U3");
        Account github = Scene.github(3);
        ExternalGroup channel = ExternalGroup.slackUserGroup("T1", "S1");
        Scene scene = scene().team("owners", TEAM, github)
                .team("approvers", channel, slack)
                .link(slack, github, Scene.NOON.minus(Duration.ofDays(1)), Scene.NOON);
        assertThat(scene.bar(slack)).contains(ReasonCode.VOTER_IS_OWNER);
        assertThat(scene.approve(slack).verdict()).isEqualTo(Verdict.PENDING);
    }

    @Test
    void ownersWhoseGroupCouldNotBeReadMayBeAnybody() {
        Scene scene = scene().team("owners", TEAM).approve(GRACE);
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
        scene.members.clear();
        assertThat(scene.bar(GRACE)).contains(ReasonCode.DIRECTORY_UNREADABLE);
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        Scene named = scene(SomeRule.named("rule").requires(1, "approvers", "owners"))
                .team("owners", TEAM)
                .approve(GRACE);
        named.members.clear();
        assertThat(named.verdict()).as("they are asked anyway").isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whoeverIsInAnotherSystemsGroupCountsAndIsNamedByTheirAccount() {
        Scene scene = scene(SomeRule.named("rule").requires(2, "team"))
                .team("team", TEAM, Scene.github(3), Scene.github(4), ADA)
                .author(ADA)
                .approve(Scene.github(3));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(4)).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.evaluate().deciders())
                .isEqualTo(List.of(new PersonId("github:api.github.com/3"), new PersonId("github:api.github.com/4")));
    }

    @Test
    void dutiesHaveWords() {
        assertThat(Duty.PIPELINE_CHANGER.word()).isEqualTo("pipeline_changer");
        assertThat(Contributor.Role.values())
                .allSatisfy(role -> assertThat(Duty.of(role).name()).isEqualTo(role.name()));
    }
}
