package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.AddressRange;
import dev.approvalgate.domain.policy.Freeze;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.OnCallSchedule;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the sections of a policy besides its rules become. */
class PolicyKeysTest {

    private static final WorkloadKey WORKLOAD =
            new WorkloadKey("https://token.actions.githubusercontent.com", "4242", ".github/workflows/deploy.yml");
    private static final PersonId ADA = new PersonId("ada");
    private static final PersonId GRACE = new PersonId("grace");

    private final Policy full = Faults.parse(PolicyTexts.FULL);
    private final Policy minimal = Faults.parse(PolicyTexts.MINIMAL);

    @Test
    void textDigestAndOriginAreKept() {
        assertThat(full.origin()).isEqualTo(Policy.Origin.file("policy.yaml"));
        assertThat(full.text()).isEqualTo(PolicyTexts.FULL);
        assertThat(full.digest()).isEqualTo(Sha256.of(PolicyTexts.FULL));
    }

    @Test
    void people() {
        assertThat(full.people().all())
                .containsExactlyInAnyOrder(
                        new Person(
                                ADA,
                                "Ada Example",
                                Set.of(
                                        Account.slack("T0123", "U0001"),
                                        Account.slack("E0456", "W0001"),
                                        Account.github("api.github.com", 1001),
                                        Account.github("github.example.com", 7),
                                        new Account(AccountKind.JENKINS, "ldap", "ada"),
                                        new Account(AccountKind.JENKINS, "ci.example.com/a", "corp/ada"),
                                        new Account(AccountKind.OIDC, "https://id.example.com", "00u1|ada"))),
                        new Person(GRACE, "Grace", Set.of(Account.github("api.github.com", 1002))));
        assertThat(minimal.people().person(ADA).orElseThrow().name()).isEqualTo("ada");
    }

    @Test
    void groups() {
        assertThat(full.people().group("payments")).contains(Group.of("payments", Set.of(ADA, GRACE)));
        assertThat(full.people().group("release"))
                .contains(new Group(
                        "release",
                        Set.of(ADA),
                        Set.of(
                                ExternalGroup.githubTeam("api.github.com", 11, 22),
                                ExternalGroup.githubTeam("github.example.com", 33, 44),
                                ExternalGroup.slackUserGroup("T0123", "S0456"))));
    }

    @Test
    void schedules() {
        assertThat(full.schedules())
                .isEqualTo(Map.of(
                        "payments",
                        new OnCallSchedule(
                                "payments",
                                LocalDateTime.of(2026, 11, 2, 9, 0).atZone(ZoneId.of("Europe/Vienna")),
                                7,
                                List.of(ADA, GRACE),
                                List.of(new OnCallSchedule.StandIn(
                                        GRACE,
                                        Instant.parse("2026-12-24T08:00:00Z"),
                                        Instant.parse("2026-12-26T08:00:00Z"))))));
        assertThat(minimal.schedules()).isEmpty();
    }

    @Test
    void identities() {
        assertThat(full.identities())
                .containsExactly(new RegisteredIdentity(
                        "payments-deploy",
                        WORKLOAD,
                        Map.of("ref", "refs/heads/main", "repository_owner_id", "77"),
                        "owners",
                        RegisteredIdentity.State.SUSPENDED,
                        Set.of(Action.DEPLOY, new Action("rotate")),
                        Set.of(Environment.of("production"), Environment.of("staging")),
                        Set.of("deploy:payments", "read"),
                        new RegisteredIdentity.Rate(20, Duration.ofHours(1))));
        assertThat(minimal.identities())
                .containsExactly(new RegisteredIdentity(
                        "payments-deploy",
                        WORKLOAD,
                        Map.of(),
                        "payments",
                        RegisteredIdentity.State.ACTIVE,
                        Set.of(Action.DEPLOY),
                        Set.of(Environment.of("production")),
                        Set.of(),
                        null));
    }

    @Test
    void freezes() {
        assertThat(full.freezes())
                .containsExactly(new Freeze(
                        "year-end",
                        Instant.parse("2026-12-19T23:00:00Z"),
                        Instant.parse("2027-01-07T07:00:00Z"),
                        Set.of(Environment.of("production")),
                        "closing of the year"));
        assertThat(minimal.freezes()).isEmpty();
    }

    @Test
    void targets() {
        assertThat(full.targets())
                .containsExactly(new Target(
                        "payments",
                        "https://deploy.example.com",
                        Set.of(Environment.of("production"), Environment.of("staging")),
                        Set.of(Action.DEPLOY, new Action("rollback")),
                        false,
                        "https://deploy.example.com:8443",
                        Target.Proxy.FORWARDED,
                        false,
                        List.of(
                                AddressRange.of("10.0.0.0/8").orElseThrow(),
                                AddressRange.of("2001:db8::1").orElseThrow()),
                        List.of(
                                new Target.Allowance(
                                        Set.of("POST", "PUT"),
                                        List.of(PathPattern.of("deploy/**"), PathPattern.of("v1/*/deploy")),
                                        Set.of("read", "deploy:payments")),
                                new Target.Allowance(Set.of("GET"), List.of(PathPattern.of("status")), Set.of()))));
        assertThat(full.target("payments")).isPresent();
        assertThat(minimal.targets()).isEmpty();
        assertThat(minimal.target("payments")).isEmpty();
    }
}
