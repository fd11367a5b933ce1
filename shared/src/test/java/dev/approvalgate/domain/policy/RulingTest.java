package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.policy.Rule.Finding;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where several rules apply, of each of their terms the stricter holds. */
class RulingTest {

    private static final ChannelAddress ONE = new ChannelAddress("slack", "C1");
    private static final ChannelAddress OTHER = new ChannelAddress("slack", "C2");
    private static final BreakGlass GLASS =
            new BreakGlass(Set.of("sre"), true, Duration.ofMinutes(10), Duration.ofDays(2), Set.of("security"));

    private static Ruling ruling(SomeRule... rules) {
        return new Ruling(
                Scene.identity("web", Map.of()),
                java.util.stream.Stream.of(rules).map(SomeRule::build).toList(),
                List.of());
    }

    private static SomeRule a() {
        return SomeRule.named("a");
    }

    private static SomeRule b() {
        return SomeRule.named("b");
    }

    @Test
    void theLastIsTheOneThatSurelyApplies() {
        assertThat(ruling(a(), b()).rule().id()).isEqualTo("b");
    }

    @Test
    void theShorterTimeAndTheSmallerNumberHold() {
        Ruling ruling = ruling(
                a().deadline(Duration.ofHours(4)).token(SomeRule.token(5, 90, 3)),
                b().deadline(Duration.ofHours(9)).token(SomeRule.token(9, 30, 2)));
        assertThat(ruling.deadline()).isEqualTo(Duration.ofHours(4));
        assertThat(ruling.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ruling.validity()).isEqualTo(Duration.ofMinutes(30));
        assertThat(ruling.maxJobs()).isEqualTo(2);
    }

    @Test
    void theLongerLeadTimeAndTheStricterReasonHold() {
        Ruling ruling = ruling(
                a().leadTime(Duration.ofMinutes(9)).voteReason(VoteReason.ON_REJECT),
                b().leadTime(Duration.ofMinutes(5)).voteReason(VoteReason.OPTIONAL));
        assertThat(ruling.leadTime()).isEqualTo(Duration.ofMinutes(9));
        assertThat(ruling.voteReason()).isEqualTo(VoteReason.ON_REJECT);
        assertThat(ruling(a().voteReason(VoteReason.ALWAYS), b().voteReason(VoteReason.ON_REJECT))
                        .voteReason())
                .isEqualTo(VoteReason.ALWAYS);
    }

    @Test
    void scopesAreThoseOfAllThatNameSome() {
        assertThat(ruling(a(), b()).scopes()).isEmpty();
        assertThat(ruling(a().token(SomeRule.token(1, 1, 1, "x", "y")), b()).scopes())
                .contains(Set.of("x", "y"));
        assertThat(ruling(a().token(SomeRule.token(1, 1, 1, "x", "y")), b().token(SomeRule.token(1, 1, 1, "y", "z")))
                        .scopes())
                .contains(Set.of("y"));
        assertThat(ruling(a().token(SomeRule.token(1, 1, 1, "x")), b().token(SomeRule.token(1, 1, 1, "z")))
                        .scopes())
                .as("nothing is not everything")
                .contains(Set.of());
    }

    @Test
    void audiencesAreNamedOnce() {
        var elsewhere = new Rule.TokenTerms(
                Duration.ofMinutes(1), Duration.ofMinutes(1), "https://elsewhere.example.com", 1, Set.of());
        assertThat(ruling(a(), b()).audiences()).containsExactly("https://deploy.example.com");
        assertThat(ruling(a().token(elsewhere), b()).audiences())
                .containsExactly("https://elsewhere.example.com", "https://deploy.example.com");
    }

    @Test
    void aFindingIsAcceptedWhereEveryRuleDoes() {
        assertThat(ruling(a().accepts(Finding.INCOMPLETE_CHANGE), b()).accepts(Finding.INCOMPLETE_CHANGE))
                .isFalse();
        assertThat(ruling(a().accepts(Finding.INCOMPLETE_CHANGE), b().accepts(Finding.values()))
                        .accepts(Finding.INCOMPLETE_CHANGE))
                .isTrue();
    }

    @Test
    void aJustificationIsRequiredWhereAnyRuleDoes() {
        assertThat(ruling(a(), b()).isJustificationRequired()).isFalse();
        assertThat(ruling(a().justification(true, null), b()).isJustificationRequired())
                .isTrue();
    }

    @Test
    void everyRulesWindowsHaveToBeOpen() {
        var window = new ChangeWindow(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT, ZoneOffset.UTC, Set.of());
        assertThat(ruling(a(), b()).windows()).isEmpty();
        assertThat(ruling(a().windows(window), b().windows(window, window)).windows())
                .containsExactly(List.of(window), List.of(window, window));
    }

    @Test
    void everyRulesChannelsAreToldOnce() {
        var step = new Escalation(Duration.ofHours(1), List.of(OTHER));
        Ruling ruling = ruling(
                a().routing(Duration.ofHours(2), List.of(step), ONE, OTHER),
                b().routing(Duration.ofHours(1), List.of(step), OTHER));
        assertThat(ruling.channels()).containsExactly(ONE, OTHER);
        assertThat(ruling.escalations()).containsExactly(step);
    }

    @Test
    void aReminderComesBeforeTheDeadlineOrNotAtAll() {
        SomeRule rule = a().deadline(Duration.ofHours(2));
        assertThat(ruling(rule.routing(Duration.ofHours(1), List.of())).reminder())
                .isEqualTo(Duration.ofHours(1));
        assertThat(ruling(rule.routing(Duration.ofHours(2), List.of())).reminder())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void theSureRuleSaysWhetherOlderRequestsAreReplaced() {
        assertThat(ruling(a(), b().supersedes()).supersedes()).isTrue();
        assertThat(ruling(a().supersedes(), b()).supersedes()).isFalse();
    }

    @Test
    void brokenGlassGivesNoTokenThatLivesLongerThanUsual() {
        assertThat(GLASS.atMost(Duration.ofMinutes(5)).lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(GLASS.atMost(Duration.ofMinutes(15))).isEqualTo(GLASS);
    }

    @Test
    void glassMayBeBrokenWhereEveryRuleLetsIt() {
        assertThat(ruling(a(), b().glass(GLASS)).breakGlass()).isEmpty();
        assertThat(ruling(a().glass(GLASS), b()).breakGlass()).isEmpty();
        assertThat(ruling(a().glass(GLASS)).breakGlass()).contains(GLASS);
    }

    @Test
    void ofBothTermsOfBreakingGlassTheStricterHold() {
        var strict = new BreakGlass(Set.of("x"), false, Duration.ofMinutes(5), Duration.ofDays(1), Set.of("y"));
        for (Ruling ruling :
                List.of(ruling(a().glass(strict), b().glass(GLASS)), ruling(a().glass(GLASS), b().glass(strict)))) {
            BreakGlass both = ruling.breakGlass().orElseThrow();
            assertThat(both.ownChange()).isFalse();
            assertThat(both.lifetime()).isEqualTo(Duration.ofMinutes(5));
            assertThat(both.reviewWithin()).isEqualTo(Duration.ofDays(1));
        }
    }
}
