package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.Duty;
import dev.approvalgate.domain.policy.Escalation;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Requirement.AllOf;
import dev.approvalgate.domain.policy.Requirement.Approvals;
import dev.approvalgate.domain.policy.Requirement.AtLeast;
import dev.approvalgate.domain.policy.Requirement.Automatic;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.When;
import dev.approvalgate.domain.policy.When.Some;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the keys of a rule become. */
class RuleKeysTest {

    private final Rule full = Faults.parse(PolicyTexts.FULL).rules().get(0);
    private final Rule automatic = Faults.parse(PolicyTexts.FULL).rules().get(1);
    private final Rule minimal = Faults.parse(PolicyTexts.MINIMAL).rules().get(0);

    @Test
    void selection() {
        Selection selection = full.selection();

        assertThat(selection.identities()).containsExactly("payments-deploy");
        assertThat(selection.owners()).containsExactly("owners");
        assertThat(selection.actions()).containsExactlyInAnyOrder(Action.DEPLOY, new Action("rotate"));
        assertThat(selection.environments()).containsExactly(Environment.of("production"));
        assertThat(selection.when())
                .isEqualTo(new When(
                        List.of(PathPattern.of("main"), PathPattern.of("release/*")),
                        List.of(PathPattern.of("v*")),
                        new Some<>(
                                List.of(PathPattern.of("db/**")),
                                List.of(PathPattern.of("**/*.sql")),
                                List.of(PathPattern.of("infra/**"))),
                        new Some<>(List.of("urgent"), List.of("reviewed"), List.of("wip")),
                        Set.of("push", "workflow_dispatch"),
                        new When.Size(OptionalInt.of(1), OptionalInt.of(10), OptionalInt.of(2), OptionalInt.of(200)),
                        new Some<>(
                                List.of(RiskKind.MIGRATION),
                                List.of(RiskKind.MIGRATION, RiskKind.INFRASTRUCTURE),
                                List.of(RiskKind.SECRETS)),
                        List.of(new ChangeWindow(
                                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                                LocalTime.of(22, 0),
                                LocalTime.of(6, 0),
                                ZoneId.of("UTC"),
                                Set.of())),
                        null));
    }

    @Test
    void aPlainListStandsForAny() {
        When when = automatic.selection().when();

        assertThat(when.paths()).isEqualTo(new Some<>(List.of(PathPattern.of("docs/**")), List.of(), List.of()));
        assertThat(when.labels()).isEqualTo(new Some<>(List.of("docs"), List.of(), List.of()));
        assertThat(when.risks()).isEqualTo(new Some<>(List.of(RiskKind.OWNERSHIP), List.of(), List.of()));
    }

    @Test
    void requirements() {
        assertThat(full.requirement())
                .isEqualTo(new AllOf(List.of(
                        new Approvals(new Approvers.Groups(Set.of("payments", "owners")), 2),
                        new Approvals(new Approvers.CodeOwners(Set.of("owners")), 1),
                        new AtLeast(
                                1,
                                List.of(
                                        new Approvals(new Approvers.IdentityOwner(), 1),
                                        new Approvals(new Approvers.OnCall("payments"), 1))),
                        new AtLeast(
                                2,
                                List.of(
                                        new Approvals(
                                                new Approvers.OnCallGroup(
                                                        "infra", ExternalGroup.slackUserGroup("T0123", "S0789")),
                                                2),
                                        new Approvals(
                                                new Approvers.OnCallGroup(
                                                        "network", ExternalGroup.githubTeam("api.github.com", 11, 55)),
                                                1),
                                        new Approvals(new Approvers.Groups(Set.of("release")), 1))))));
        assertThat(automatic.requirement()).isEqualTo(new Automatic("documentation only"));
        assertThat(minimal.requirement()).isEqualTo(new Approvals(new Approvers.Groups(Set.of("payments")), 1));
    }

    @Test
    void findingsAndDuties() {
        assertThat(full.allowed()).containsExactlyInAnyOrder(Duty.MERGER, Duty.OWNER);
        assertThat(full.findings().accepts()).containsExactlyInAnyOrder(Rule.Finding.values());
        assertThat(full.findings().justificationRequired()).isTrue();
        assertThat(full.findings().justification()).extracting(Pattern::pattern).isEqualTo("[A-Z]{2,10}-[0-9]{1,6}");
        assertThat(full.findings().assurance()).isEqualTo(Assurance.SERVER);
        assertThat(full.voteReason()).isEqualTo(Rule.VoteReason.ALWAYS);
        assertThat(automatic.findings()).isEqualTo(new Rule.Findings(Set.of(), true, null));
    }

    @Test
    void timing() {
        assertThat(full.timing())
                .isEqualTo(new Rule.Timing(
                        Duration.ofDays(30),
                        List.of(new ChangeWindow(
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(9, 0),
                                LocalTime.MIDNIGHT,
                                ZoneId.of("Europe/Vienna"),
                                Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26)))),
                        Duration.ofMinutes(10),
                        true));
    }

    @Test
    void whatAnApprovalGivesAndWhereItIsAskedFor() {
        assertThat(full.token())
                .isEqualTo(new Rule.TokenTerms(
                        Duration.ofSeconds(90),
                        Duration.ofHours(2),
                        "https://deploy.example.com",
                        3,
                        Set.of("read"),
                        Rule.Possession.REQUIRED,
                        "RS256",
                        null));
        assertThat(full.breakGlass())
                .isEqualTo(new BreakGlass(
                        Set.of("release"), true, Duration.ofMinutes(1), Duration.ofDays(1), Set.of("payments")));
        assertThat(full.routing())
                .isEqualTo(new Rule.Routing(
                        List.of(new ChannelAddress("slack", "C0DEPLOY001"), new ChannelAddress("slack", "G0PRIVATE01")),
                        Duration.ofMinutes(90),
                        List.of(new Escalation(
                                Duration.ofHours(2), List.of(new ChannelAddress("slack", "C0ESCALATE1"))))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(minimal)
                .isEqualTo(new Rule(
                        "production",
                        new Selection(
                                Set.of("payments-deploy"),
                                Set.of(),
                                Set.of(Action.DEPLOY),
                                Set.of(Environment.of("production")),
                                When.ALWAYS),
                        minimal.requirement(),
                        Set.of(),
                        new Rule.Findings(Set.of(), false, null),
                        Rule.VoteReason.ON_REJECT,
                        Rule.Timing.within(Duration.ofHours(8)),
                        new Rule.TokenTerms(
                                Duration.ofMinutes(15),
                                Duration.ofHours(1),
                                "https://deploy.example.com",
                                1,
                                Set.of(),
                                Rule.Possession.OPTIONAL,
                                null,
                                null),
                        new Rule.Routing(List.of(new ChannelAddress("slack", "C0DEPLOY001")), Duration.ZERO, List.of()),
                        null));
    }
}
