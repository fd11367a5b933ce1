package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Requirement.Approvals;
import dev.approvalgate.domain.policy.Tightening;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository's own policy is read in the words of the policy in force, and can say nothing but what is stricter. */
class RepositoryFileTest {

    private static final String FULL = """
            version: 1
            tighten:
              - id: database
                environments: [Production]
                paths: ["db/**"]
                approvals: { on_call: infra, count: 2 }
                persons: 2
                deadline: 4h
                token_lifetime: 5m
                token_validity: 30m
                max_jobs: 1
                windows:
                  - { days: [tue], from: "09:00", to: "12:00", time_zone: Europe/Vienna, except: [austria] }
                justification: required
                break_glass: never
              - { id: everything, persons: 1 }
            """;

    private final Tightening.Reader reader = Faults.parse(PolicyTexts.FULL).repositories();

    private GateException refused(String text) {
        return catchThrowableOfType(GateException.class, () -> reader.read(text));
    }

    @Test
    void everyKeyIsMapped() {
        assertThat(reader.read(FULL))
                .containsExactly(
                        new Tightening(
                                "database",
                                Set.of(Environment.of("production")),
                                List.of(PathPattern.of("db/**")),
                                new Approvals(
                                        new Approvers.OnCallGroup(
                                                "infra", ExternalGroup.slackUserGroup("T0123", "S0789")),
                                        2),
                                2,
                                Duration.ofHours(4),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                1,
                                List.of(new ChangeWindow(
                                        Set.of(DayOfWeek.TUESDAY),
                                        LocalTime.of(9, 0),
                                        LocalTime.of(12, 0),
                                        ZoneId.of("Europe/Vienna"),
                                        Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26)))),
                                true,
                                true),
                        new Tightening(
                                "everything",
                                Set.of(),
                                List.of(),
                                null,
                                1,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                false,
                                false));
    }

    @Test
    void itMayAddNothing() {
        assertThat(reader.read("version: 1\ntighten: []\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "persons: 0 | tighten[0].persons: must be from 1 to 100; choose a number in between",
                "justification: optional | tighten[0].justification: \"optional\" is not known here; known values are required",
                "break_glass: always | tighten[0].break_glass: \"always\" is not known here; known values are never",
                "auto_approve: all | tighten[0].auto_approve: unknown key; known keys are approvals, break_glass, deadline, environments, id, justification, max_jobs, paths, persons, token_lifetime, token_validity, windows",
                "accepts: [incomplete_change] | tighten[0].accepts: unknown key; known keys are approvals, break_glass, deadline, environments, id, justification, max_jobs, paths, persons, token_lifetime, token_validity, windows",
                "approvals: { from: [strangers] } | tighten[0].approvals.from[0]: unknown group \"strangers\"; known groups are owners, payments, release",
                "approvals: { on_call: nobody } | tighten[0].approvals.on_call: unknown schedule \"nobody\"; known schedules are infra, network, payments",
                "approvals: { from: [owners], count: 2 } | tighten[0].approvals.count: 2 approvals are wanted, but the groups have 1 person in all; lower it, or add people to a group",
                "algorithm: RS256 | tighten[0].algorithm: unknown key; known keys are approvals, break_glass, deadline, environments, id, justification, max_jobs, paths, persons, token_lifetime, token_validity, windows",
                "paths: [docs] | tighten[0]: demands nothing; say what it adds, such as approvals or persons",
                "id: a, persons: 2 | tighten[0].id: is there twice; remove one",
            })
    void threat37_nothingThatLoosensCanBeSaid(String key, String fault) {
        GateException refused = refused("version: 1\ntighten: [{ id: a, " + key + " }]\n");

        assertThat(refused.reason()).isEqualTo(ReasonCode.REPOSITORY_POLICY_INVALID);
        assertThat(refused).hasMessageContaining(": " + fault);
    }

    @Test
    void faultsNameTheFileAndThePlace() {
        assertThat(refused("version: 2\nrules: []\n")).hasMessage("""
                        .github/approval-gate.yml:1:1: tighten: is missing; add it
                        .github/approval-gate.yml:1:10: version: version 2 is not known here; write version: 1
                        .github/approval-gate.yml:2:1: rules: unknown key; known keys are tighten, version""");
        assertThat(refused("\"")).hasMessageStartingWith(".github/approval-gate.yml:1:2: is no YAML");
    }

    @Test
    void twoEntriesHaveTwoNames() {
        assertThat(refused("version: 1\ntighten: [{ id: a, persons: 2 }, { id: a, persons: 3 }]\n"))
                .hasMessageContaining("the entry \"a\" is there twice");
        assertThat(reader.read(FULL)).hasSize(2);
    }

    @Test
    void aTextIsBounded() {
        String large = FULL + "#".repeat(64 << 10);
        String many = "version: 1\ntighten:\n" + "  - { id: x, persons: 2 }\n".repeat(101);

        assertThat(refused(large)).hasMessageContaining("is larger than 65536 bytes");
        assertThat(refused(many)).hasMessageContaining("has more than 100 entries");
    }

    @Test
    void aTextIsReadOnceAndItsFaultsAreToldAgain() {
        assertThat(reader.read(FULL)).isSameAs(reader.read(FULL));
        assertThat(refused("version: 1\n")).isNotSameAs(refused("version: 1\n")).hasMessageContaining("tighten");
    }

    @Test
    void aPolicyWithoutGroupsKnowsNone() {
        Tightening.Reader empty = Faults.parse("version: 1\npeople: []\ngroups: {}\nidentities: []\nrules: []\n")
                .repositories();

        assertThat(catchThrowableOfType(
                        GateException.class,
                        () -> empty.read("version: 1\ntighten: [{ id: a, approvals: { from: [any] } }]\n")))
                .hasMessageContaining("unknown group \"any\"; there are no groups");
    }
}
