package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One of each set of owners of the touched paths. */
class CodeOwnersTest {

    private static final Account ADA = Scene.github(1);
    private static final Account GRACE = Scene.github(2);
    private static final Account LINUS = Scene.github(3);
    private static final ExternalGroup TEAM = ExternalGroup.githubTeam("api.github.com", 11, 22);

    private static Scene scene(int unowned, OwnerSet... sets) {
        Scene scene = new Scene()
                .person("ada", ADA)
                .person("grace", GRACE)
                .person("linus", LINUS)
                .group("others", "linus")
                .rule(SomeRule.named("rule")
                        .requires(new Requirement.Approvals(new Approvers.CodeOwners(Set.of("others")), 1)));
        scene.ownership = new Ownership(Fact.known(List.of(sets)), unowned, Fact.known(List.of()));
        return scene;
    }

    private static OwnerSet set(String pattern, Account... accounts) {
        return new OwnerSet(pattern, 1, Set.of(accounts), Set.of());
    }

    private static Explanation last(Scene scene) {
        List<Explanation> parts = scene.evaluate().explanation().parts();
        return parts.get(parts.size() - 1);
    }

    @Test
    void oneOfEachSetHasToAgree() {
        Scene scene = scene(0, set("/src/", ADA, LINUS), set("/db/", GRACE));
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(last(scene).parts())
                .extracting(Explanation::requirement)
                .containsExactly("code owners of /db/", "code owners of /src/");
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void oneOwnerOfTwoSetsAnswersForBoth() {
        assertThat(scene(0, set("/src/", ADA), set("/db/", ADA)).approve(ADA).verdict())
                .isEqualTo(Verdict.APPROVED);
    }

    /** Where a change touches CODEOWNERS both versions are read: nobody approves that they become an owner. */
    @Test
    void ownersBeforeAndAfterAreBothAsked() {
        Scene scene = scene(0, set("/src/", ADA), set("/src/", GRACE));
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void aSetThatIsOwnedByNobodyKnownIsImpossible() {
        Scene scene = scene(0, set("/src/"));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
    }

    @Test
    void membersOfATeamAreOwners() {
        Scene scene =
                scene(0, new OwnerSet("/src/", 1, Set.of(ADA), Set.of(TEAM))).members(TEAM, GRACE);
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene(0, new OwnerSet("/src/", 1, Set.of(), Set.of(TEAM)))
                        .approve(GRACE)
                        .verdict())
                .as("of a team that could not be read nobody is known")
                .isEqualTo(Verdict.REFUSED);
        assertThat(Scene.ids(last(scene(0, new OwnerSet("/src/", 1, Set.of(ADA), Set.of(TEAM)))
                                .members(TEAM, GRACE))
                        .parts()
                        .get(0)
                        .eligible()))
                .containsExactlyInAnyOrder("ada", "grace");
    }

    @Test
    void anOwnerActsThroughTheirOtherAccountsToo() {
        Scene scene = scene(0, set("/src/", ADA)).link(ADA, Scene.slack("U1"));
        assertThat(scene.approve(Scene.slack("U1")).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void forPathsWithoutOwnersOthersAnswer() {
        Scene scene = scene(1, set("/src/", ADA)).approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(last(scene).parts())
                .extracting(Explanation::requirement)
                .containsExactly("code owners of /src/", "owners of paths without code owners");
        assertThat(scene.approve(LINUS).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void whereNobodyOwnsAnythingOthersAnswer() {
        assertThat(scene(0).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene(0).approve(ADA).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene(0).approve(LINUS).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void threat38_whereOwnersCouldNotBeReadItIsRefusedEvenIfThatIsAcceptedByName() {
        Scene scene = scene(0).approve(LINUS);
        scene.ownership = new Ownership(Fact.unknown("unreadable"), 0, Fact.known(List.of()));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.CHANGE_INCOMPLETE);

        scene.rules.clear();
        scene.rule(SomeRule.named("rule")
                .requires(new Requirement.Approvals(new Approvers.CodeOwners(Set.of("others")), 1))
                .accepts(Rule.Finding.INCOMPLETE_CHANGE));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.QUORUM_IMPOSSIBLE);
        assertThat(last(scene).requirement()).isEqualTo("code owners of what could not be read");
    }

    @Test
    void anOwnerWhoWroteTheChangeDoesNotAnswerForIt() {
        Scene scene = scene(0, set("/src/", ADA, GRACE)).author(ADA);
        assertThat(scene.bar(ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(GRACE).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene(0, set("/src/", ADA)).author(ADA).verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aCodeOwnerMayOwnThePipelineToo() {
        Scene scene = scene(0, set("/src/", ADA)).group("owners", "ada").approve(ADA);
        assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
    }
}
