package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is who. */
class RosterTest {

    private static final Account SLACK = Scene.slack("U1");
    private static final Account GITHUB = Scene.github(1);
    private static final Account OTHER = Scene.github(2);
    private static final Account THIRD = Account.github("github.example.com", 3);
    private static final ExternalGroup TEAM = ExternalGroup.githubTeam("api.github.com", 11, 22);
    private static final Instant LATER = Scene.NOON.plus(Duration.ofHours(1));

    private static String human(Scene scene, Account account) {
        return scene.roster().human(account).value();
    }

    private static boolean same(Scene scene, Account one, Account other) {
        Roster roster = scene.roster();
        return roster.actor(one).self().equals(roster.actor(other).self());
    }

    @Test
    void anAccountOfAPersonIsThatPersons() {
        Scene scene = new Scene().person("ada", SLACK, GITHUB).group("approvers", "ada");
        Actor actor = scene.roster().actor(SLACK);
        assertThat(actor.human().value()).isEqualTo("ada");
        assertThat(actor.named()).isEqualTo(new PersonId("ada"));
        assertThat(actor.accounts()).containsExactlyInAnyOrder(SLACK, GITHUB);
        assertThat(scene.roster().isIn(actor, "approvers")).isTrue();
        assertThat(scene.roster().isIn(actor, "others")).isFalse();
    }

    @Test
    void aStrangerIsWhoTheirAccountIs() {
        Actor actor = new Scene().roster().actor(SLACK);
        assertThat(actor.human().value()).isEqualTo("slack:T1/U1");
        assertThat(actor.named()).isNull();
        assertThat(actor.accounts()).containsExactly(SLACK);
    }

    @Test
    void linkedStrangersAreOneUnderTheNameOfTheirGitHubAccount() {
        Scene scene = new Scene().link(SLACK, GITHUB);
        assertThat(human(scene, SLACK)).isEqualTo("github:api.github.com/1");
        assertThat(human(scene, GITHUB)).isEqualTo("github:api.github.com/1");
        Scene two = new Scene().link(SLACK, OTHER).link(SLACK, GITHUB);
        assertThat(human(two, SLACK)).isEqualTo("github:api.github.com/1");
        assertThat(human(two, OTHER)).isEqualTo("github:api.github.com/1");
    }

    @Test
    void aLinkInForceSpeaksForThePerson() {
        Scene scene =
                new Scene().person("ada", GITHUB).group("approvers", "ada").link(SLACK, GITHUB);
        Actor actor = scene.roster().actor(SLACK);
        assertThat(actor.named()).isEqualTo(new PersonId("ada"));
        assertThat(actor.accounts()).containsExactlyInAnyOrder(SLACK, GITHUB);
        assertThat(scene.roster().isIn(actor, "approvers")).isTrue();
    }

    @Test
    void aLinkThatIsTooYoungIsTheSameHumanAndSpeaksForNobody() {
        Scene scene =
                new Scene().person("ada", GITHUB).group("approvers", "ada").link(SLACK, GITHUB, LATER, null);
        Actor actor = scene.roster().actor(SLACK);
        assertThat(actor.named()).isNull();
        assertThat(actor.accounts()).containsExactly(SLACK);
        assertThat(actor.human().value()).isEqualTo("ada");
        assertThat(scene.roster().isIn(actor, "approvers")).isFalse();
        assertThat(scene.roster().willSpeakForSomebody(SLACK)).isTrue();
        assertThat(scene.at(LATER).roster().isIn(scene.roster().actor(SLACK), "approvers"))
                .isTrue();
    }

    @Test
    void aLinkThatHasEndedIsTheSameHumanAndSpeaksForNobody() {
        Scene scene = new Scene().person("ada", GITHUB).link(SLACK, GITHUB, Scene.NOON, Scene.NOON);
        assertThat(scene.roster().actor(SLACK).named()).isNull();
        assertThat(same(scene, SLACK, GITHUB)).isTrue();
        assertThat(scene.roster().willSpeakForSomebody(SLACK)).isFalse();
    }

    @Test
    void chainsOfLinksReachAsFarAsTheyAreInForce() {
        Scene scene = new Scene()
                .person("ada", THIRD)
                .link(GITHUB, SLACK)
                .link(SLACK, OTHER)
                .link(OTHER, THIRD, LATER, null);
        assertThat(scene.roster().actor(GITHUB).accounts()).containsExactlyInAnyOrder(GITHUB, SLACK, OTHER);
        assertThat(scene.roster().actor(GITHUB).named()).isNull();
        assertThat(same(scene, GITHUB, THIRD)).isTrue();
        assertThat(scene.at(LATER).roster().actor(GITHUB).named()).isEqualTo(new PersonId("ada"));
    }

    @Test
    void chainsGoThroughThePersonsOfThePolicyToo() {
        Scene scene =
                new Scene().person("ada", SLACK, GITHUB).link(OTHER, SLACK).link(GITHUB, THIRD);
        assertThat(scene.roster().actor(OTHER).accounts()).containsExactlyInAnyOrder(OTHER, SLACK, GITHUB, THIRD);
        assertThat(scene.roster().actor(new PersonId("ada")).orElseThrow().accounts())
                .containsExactlyInAnyOrder(OTHER, SLACK, GITHUB, THIRD);
    }

    @Test
    void twoPersonsOfThePolicyThatWereEverLinkedAreShownAsTwoAndAreOne() {
        Scene scene =
                new Scene().person("ada", GITHUB).person("grace", SLACK).link(SLACK, GITHUB, Scene.NOON, Scene.NOON);
        assertThat(human(scene, GITHUB)).isEqualTo("ada");
        assertThat(human(scene, SLACK)).isEqualTo("grace");
        assertThat(same(scene, SLACK, GITHUB)).isTrue();
        assertThat(same(scene, SLACK, OTHER)).isFalse();
    }

    /** Linked with one person, that ended, then linked with another: it speaks for the latter and counts as both. */
    @Test
    void anAccountThatChangedSidesIsNobodyElse() {
        Scene scene = new Scene()
                .person("ada", GITHUB)
                .person("grace", OTHER)
                .link(SLACK, GITHUB, Scene.NOON, Scene.NOON)
                .link(SLACK, OTHER);
        assertThat(human(scene, SLACK)).isEqualTo("grace");
        assertThat(scene.roster().actor(SLACK).named()).isEqualTo(new PersonId("grace"));
        assertThat(same(scene, SLACK, OTHER)).isTrue();
        assertThat(same(scene, SLACK, GITHUB)).isTrue();
    }

    @Test
    void whereTwoPersonsAreLinkedTheFirstByIdIsShown() {
        Scene scene = new Scene()
                .person("grace", OTHER)
                .person("ada", GITHUB)
                .link(SLACK, OTHER)
                .link(SLACK, GITHUB);
        assertThat(human(scene, SLACK)).isEqualTo("ada");
    }

    @Test
    void membersOfAnotherSystemsGroupAreThereByTheirAccount() {
        Scene scene = new Scene().team("approvers", TEAM, GITHUB).person("ada", OTHER);
        assertThat(scene.roster().isIn(scene.roster().actor(GITHUB), "approvers"))
                .isTrue();
        assertThat(scene.roster().isIn(scene.roster().actor(OTHER), "approvers"))
                .isFalse();
        assertThat(scene.link(SLACK, GITHUB).roster().isIn(scene.roster().actor(SLACK), "approvers"))
                .isTrue();
    }

    @Test
    void aGroupThatCouldNotBeReadHasNobody() {
        Scene scene = new Scene().team("approvers", TEAM, GITHUB);
        scene.members.clear();
        assertThat(scene.roster().isIn(scene.roster().actor(GITHUB), "approvers"))
                .isFalse();
        assertThat(scene.roster().membersOf("approvers")).isEmpty();
    }

    @Test
    void membersAreThoseOfThePolicyThenThoseOfOtherSystems() {
        Scene scene = new Scene()
                .person("grace", OTHER)
                .person("ada", GITHUB)
                .person("nobody")
                .group("approvers", "grace", "ada", "nobody")
                .team("approvers", TEAM, SLACK, THIRD);
        assertThat(scene.roster().membersOf("approvers"))
                .extracting(actor -> actor.human().value())
                .containsExactly("ada", "grace", "nobody", "slack:T1/U1", "github:github.example.com/3");
        assertThat(scene.roster().membersOf("others")).isEmpty();
    }

    @Test
    void aPersonWithoutAccountsIsSomebodyWhoCannotAct() {
        Actor actor =
                new Scene().person("ada").roster().actor(new PersonId("ada")).orElseThrow();
        assertThat(actor.accounts()).isEmpty();
        assertThat(actor.human()).isEqualTo(actor.self()).isEqualTo(actor.named());
        assertThat(new Scene().roster().actor(new PersonId("ada"))).isEmpty();
    }

    @Test
    void knowsWhoIsNamedLinkedOrInAGroup() {
        Scene scene =
                new Scene().person("ada", GITHUB).team("x", TEAM, OTHER).link(SLACK, THIRD, Scene.NOON, Scene.NOON);
        assertThat(List.of(GITHUB, OTHER, SLACK, THIRD))
                .allSatisfy(account -> assertThat(scene.roster().knows(account)).isTrue());
        assertThat(scene.roster().knows(Scene.github(9))).isFalse();
    }

    @Test
    void showsPersonsByTheirNameAndStrangersByTheirAccounts() {
        var directory = new DirectorySnapshot(Map.of(), Map.of(), Map.of(OTHER, "grace-h"), AccountLinks.NONE);
        var roster = new Roster(new Scene().person("ada", GITHUB).people(), directory, Scene.NOON);
        assertThat(roster.shown(new PersonId("ada")).accounts()).containsExactly(GITHUB);
        var grace = roster.shown(new PersonId("github:api.github.com/2"));
        assertThat(grace.name()).isEqualTo("grace-h");
        assertThat(grace.accounts()).containsExactly(OTHER);
        var nobody = roster.shown(new PersonId("github:api.github.com/3"));
        assertThat(nobody.name()).isEqualTo("github:api.github.com/3");
        assertThat(nobody.accounts()).isEmpty();
    }

    @Test
    void linksLookFromEitherEnd() {
        var link = new AccountLink(SLACK, GITHUB, Scene.NOON, Scene.NOON, null);
        assertThat(link.from(SLACK)).isEqualTo(GITHUB);
        assertThat(link.from(GITHUB)).isEqualTo(SLACK);
        var links = new AccountLinks(List.of(link));
        assertThat(links.of(SLACK)).containsExactly(link);
        assertThat(links.of(OTHER)).isEmpty();
        assertThat(links.reach(SLACK, any -> false)).isEqualTo(Set.of(SLACK));
        assertThat(links.reach(OTHER, any -> true)).isEqualTo(Set.of(OTHER));
    }
}
