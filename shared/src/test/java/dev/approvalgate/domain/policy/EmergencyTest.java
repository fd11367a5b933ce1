package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmergencyTest {

    private static final Account ADA = Scene.github(1);
    private static final Account GRACE = Scene.github(2);
    private static final Account LINUS = Scene.github(3);

    private static BreakGlass glass(boolean ownChange, String from, String reviewers) {
        return new BreakGlass(Set.of(from), ownChange, Duration.ofMinutes(10), Duration.ofDays(2), Set.of(reviewers));
    }

    /** Ada may break glass, Grace looks at it. */
    private static Scene scene(SomeRule... rules) {
        Scene scene = new Scene()
                .person("ada", ADA, Scene.slack("U1"))
                .person("grace", GRACE)
                .person("linus", LINUS)
                .group("sre", "ada")
                .group("security", "grace", "ada")
                .group("approvers", "linus");
        for (SomeRule rule : rules) {
            scene.rule(rule);
        }
        return scene;
    }

    private static Scene scene() {
        return scene(SomeRule.named("rule").glass(glass(false, "sre", "security")));
    }

    private static Optional<ReasonCode> breaking(Scene scene, Account account) {
        scene.standings.putIfAbsent(account, AccountStanding.ACTIVE);
        return Emergency.barFromBreaking(scene.policy(), scene.proposal(), account, scene.directory(), scene.now);
    }

    private static Optional<ReasonCode> reviewing(Scene scene, Account account, Account breaker) {
        scene.standings.putIfAbsent(account, AccountStanding.ACTIVE);
        return Emergency.barFromReviewing(
                scene.policy(), scene.proposal(), account, broken(breaker), scene.directory(), scene.now);
    }

    private static List<PersonId> reviewers(Scene scene, Account breaker) {
        GlassBroken broken = broken(breaker);
        List<BreakGlass> terms = Emergency.terms(scene.policy(), scene.proposal(), scene.roster(), broken);
        return Emergency.reviewers(terms, scene.roster(), broken);
    }

    private static GlassBroken broken(Account breaker) {
        return new GlassBroken(
                new PersonId("somebody"),
                breaker,
                "slack",
                Sha256.of("what was shown"),
                Personal.of("it is down"),
                Scene.NOON.plus(Duration.ofDays(2)),
                Scene.NOON);
    }

    @Test
    void thoseWhomTheRuleNamesMay() {
        assertThat(breaking(scene(), ADA)).isEmpty();
        assertThat(breaking(scene(), GRACE)).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
        assertThat(breaking(scene(), Scene.github(9))).contains(ReasonCode.VOTER_UNKNOWN);
    }

    @Test
    void whereNoRuleLetsItNobodyMay() {
        assertThat(breaking(scene(SomeRule.named("rule")), ADA)).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
        assertThat(breaking(scene(), ADA)).isEmpty();
        assertThat(breaking(scene().tighten(SomeTightening.justificationAndNoGlass()), ADA))
                .isPresent();
    }

    @Test
    void whatMayNotBeAskedMayNotBeForced() {
        assertThat(breaking(scene(new SomeRule[0]), ADA)).contains(ReasonCode.RULE_NOT_FOUND);
        Scene incomplete = scene().change(new SomeChange().incomplete());
        assertThat(breaking(incomplete, ADA)).contains(ReasonCode.RULE_NOT_FOUND);
    }

    @Test
    void anAccountThatMayNotVoteMayNotBreakGlass() {
        Scene scene = scene().standing(ADA, AccountStanding.DEACTIVATED);
        assertThat(breaking(scene, ADA)).contains(ReasonCode.VOTER_DEACTIVATED);
        assertThat(reviewing(scene().standing(GRACE, AccountStanding.BOT), GRACE, ADA))
                .contains(ReasonCode.VOTER_IS_BOT);
        assertThat(Emergency.barFromBreaking(
                        scene().policy(), scene().proposal(), ADA, DirectorySnapshot.EMPTY, Scene.NOON))
                .contains(ReasonCode.VOTER_UNKNOWN);
        assertThat(Emergency.barFromReviewing(
                        scene().policy(), scene().proposal(), GRACE, broken(ADA), DirectorySnapshot.EMPTY, Scene.NOON))
                .contains(ReasonCode.VOTER_UNKNOWN);
    }

    @Test
    void nobodyForcesTheirOwnChangeUnlessThatIsNamed() {
        assertThat(breaking(scene().author(ADA), ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(breaking(scene().author(Scene.slack("U1")), ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);
        assertThat(breaking(scene().author(GRACE), ADA)).isEmpty();
        Scene own = scene(SomeRule.named("rule").glass(glass(true, "sre", "security")));
        assertThat(breaking(own.author(ADA), ADA)).isEmpty();
    }

    @Test
    void whoCannotBeToldFromAnAuthorForcesNothing() {
        Scene scene = scene().person("solo", Scene.slack("U7")).group("sre", "solo");
        assertThat(breaking(scene, Scene.slack("U7"))).isEmpty();
        assertThat(breaking(scene.author(GRACE), Scene.slack("U7"))).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void whereSeveralRulesMayApplyEachHasToLetThem() {
        SomeRule uncertain = SomeRule.named("db").paths("db/**").accepts(Rule.Finding.INCOMPLETE_CHANGE);
        SomeRule sure =
                SomeRule.named("rest").accepts(Rule.Finding.INCOMPLETE_CHANGE).glass(glass(true, "sre", "security"));
        Scene none = scene(uncertain.glass(null), sure).change(new SomeChange().incomplete());
        assertThat(breaking(none, ADA)).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);

        Scene others =
                scene(uncertain.glass(glass(true, "dba", "security")), sure).change(new SomeChange().incomplete());
        assertThat(breaking(others, ADA)).contains(ReasonCode.BREAK_GLASS_NOT_ALLOWED);
        assertThat(breaking(others.group("dba", "ada"), ADA)).isEmpty();

        Scene strict = scene(uncertain.glass(glass(false, "sre", "security")), sure)
                .change(new SomeChange().incomplete())
                .author(ADA);
        assertThat(breaking(strict, ADA)).contains(ReasonCode.VOTER_IS_CONTRIBUTOR);

        Scene reviewed = scene(uncertain.glass(glass(true, "sre", "auditors")), sure)
                .group("auditors", "linus")
                .change(new SomeChange().incomplete());
        assertThat(reviewing(reviewed, GRACE, ADA)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(reviewing(reviewed.group("auditors", "grace"), GRACE, ADA)).isEmpty();
    }

    @Test
    void othersLookAtItAfterwards() {
        assertThat(reviewing(scene(), GRACE, ADA)).isEmpty();
        assertThat(reviewing(scene(), ADA, ADA)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(reviewing(scene(), Scene.slack("U1"), ADA)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(reviewing(scene(), LINUS, ADA)).contains(ReasonCode.REVIEW_NOT_ALLOWED);
        assertThat(reviewing(scene(), Scene.github(9), ADA)).contains(ReasonCode.VOTER_UNKNOWN);
        assertThat(reviewing(scene(SomeRule.named("rule")), GRACE, ADA)).contains(ReasonCode.RULE_NOT_FOUND);
        assertThat(reviewing(scene(new SomeRule[0]), GRACE, ADA)).contains(ReasonCode.RULE_NOT_FOUND);
    }

    @Test
    void thoseWhoMayLookAtItAreShown() {
        assertThat(reviewers(scene(), ADA)).containsExactly(new PersonId("grace"));
        assertThat(reviewers(scene(), Scene.slack("U1"))).containsExactly(new PersonId("grace"));
        assertThat(reviewers(scene(), LINUS)).containsExactly(new PersonId("ada"), new PersonId("grace"));
        assertThat(reviewers(scene(SomeRule.named("rule")), ADA)).isEmpty();
    }

    @Test
    void whereSeveralRulesMayApplyThoseAreShownWhomEachOfThemLets() {
        SomeRule uncertain = SomeRule.named("db")
                .paths("db/**")
                .accepts(Rule.Finding.INCOMPLETE_CHANGE)
                .glass(glass(true, "sre", "auditors"));
        SomeRule sure =
                SomeRule.named("rest").accepts(Rule.Finding.INCOMPLETE_CHANGE).glass(glass(true, "sre", "security"));
        Scene scene = scene(uncertain, sure)
                .change(new SomeChange().incomplete())
                .group("security", "linus")
                .group("auditors", "linus");
        assertThat(reviewers(scene, ADA)).containsExactly(new PersonId("linus"));
    }

    @Test
    void whoeverBrokeItIsOneHumanByEveryLink() {
        Scene ended = scene().link(Scene.slack("U9"), GRACE, Scene.NOON, Scene.NOON);
        assertThat(reviewing(ended, GRACE, Scene.slack("U9"))).contains(ReasonCode.REVIEW_NOT_ALLOWED);
    }

    @Test
    void whoCannotBeToldFromWhoeverBrokeItDoesNotReview() {
        assertThat(reviewing(scene(), GRACE, Scene.slack("U1"))).contains(ReasonCode.VOTER_NOT_LINKED);
    }

    @Test
    void groupsOfOtherSystemsMayBeNamedToo() {
        ExternalGroup team = ExternalGroup.githubTeam("api.github.com", 1, 2);
        assertThat(breaking(scene().team("sre", team, LINUS), LINUS)).isEmpty();
    }
}
