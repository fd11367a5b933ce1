package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.When;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    private static final WorkloadKey WORKLOAD =
            new WorkloadKey("https://token.actions.githubusercontent.com", "4242", ".github/workflows/deploy.yml");

    @TempDir
    Path folder;

    @Test
    void everyKeyIsMapped() {
        Policy policy = PolicyFile.parse(PolicyTexts.FULL, "policy.yaml");

        assertThat(policy.origin()).isEqualTo(Policy.Origin.file("policy.yaml"));
        assertThat(policy.text()).isEqualTo(PolicyTexts.FULL);
        assertThat(policy.digest()).isEqualTo(Sha256.of(PolicyTexts.FULL));
        assertThat(policy.people().all())
                .containsExactlyInAnyOrder(
                        new Person(
                                new PersonId("ada"),
                                "Ada Example",
                                Set.of(
                                        Account.slack("T0123", "U0001"),
                                        Account.slack("E0456", "W0001"),
                                        Account.github("api.github.com", 1001),
                                        Account.github("github.example.com:8443", 7),
                                        new Account(AccountKind.JENKINS, "ldap", "ada"),
                                        new Account(AccountKind.OIDC, "https://id.example.com", "00u1|ada"))),
                        new Person(new PersonId("grace"), "Grace", Set.of(Account.github("api.github.com", 1002))));
        assertThat(policy.people().group("payments").orElseThrow().people())
                .containsExactlyInAnyOrder(new PersonId("ada"), new PersonId("grace"));
        assertThat(policy.people().group("owners").orElseThrow().people()).containsExactly(new PersonId("grace"));
        assertThat(policy.identities())
                .containsExactly(new RegisteredIdentity(
                        "payments-deploy",
                        WORKLOAD,
                        Map.of(),
                        "owners",
                        RegisteredIdentity.State.SUSPENDED,
                        Set.of(Action.DEPLOY, new Action("rotate")),
                        Set.of(Environment.of("production"), Environment.of("staging")),
                        Set.of("deploy:payments", "read"),
                        null));
        assertThat(policy.rules())
                .containsExactly(new Rule(
                        "production",
                        new Selection(
                                Set.of("payments-deploy"),
                                Set.of(),
                                Set.of(Action.DEPLOY, new Action("rotate")),
                                Set.of(Environment.of("production")),
                                When.ALWAYS),
                        new Requirement.Approvals(new Approvers.Groups(Set.of("payments", "owners")), 2),
                        Set.of(),
                        new Rule.Findings(
                                Set.of(Rule.Finding.UNMAPPED_AUTHORS, Rule.Finding.INCOMPLETE_CHANGE), true, null),
                        Rule.VoteReason.ALWAYS,
                        Rule.Timing.within(Duration.ofDays(30)),
                        new Rule.TokenTerms(
                                Duration.ofSeconds(90), Duration.ofHours(2), "https://deploy.example.com", 3, Set.of()),
                        new Rule.Routing(
                                List.of(
                                        new ChannelAddress("slack", "C0DEPLOY001"),
                                        new ChannelAddress("slack", "G0PRIVATE01")),
                                Duration.ofMinutes(90),
                                List.of()),
                        null));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Policy policy = PolicyFile.parse(PolicyTexts.MINIMAL, "policy.yaml");

        assertThat(policy.people().person(new PersonId("ada")).orElseThrow().name())
                .isEqualTo("ada");
        assertThat(policy.identities())
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
        assertThat(policy.rules())
                .containsExactly(new Rule(
                        "production",
                        new Selection(
                                Set.of("payments-deploy"),
                                Set.of(),
                                Set.of(Action.DEPLOY),
                                Set.of(Environment.of("production")),
                                When.ALWAYS),
                        new Requirement.Approvals(new Approvers.Groups(Set.of("payments")), 1),
                        Set.of(),
                        new Rule.Findings(Set.of(), false, null),
                        Rule.VoteReason.ON_REJECT,
                        Rule.Timing.within(Duration.ofHours(8)),
                        new Rule.TokenTerms(
                                Duration.ofMinutes(15), Duration.ofHours(1), "https://deploy.example.com", 1, Set.of()),
                        new Rule.Routing(List.of(new ChannelAddress("slack", "C0DEPLOY001")), Duration.ZERO, List.of()),
                        null));
    }

    @Test
    void aPolicyMayAllowNothing() {
        Policy policy =
                PolicyFile.parse("version: 1\npeople: []\ngroups: {}\nidentities: []\nrules: []\n", "policy.yaml");

        assertThat(policy.rules()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceInTheOrderOfTheFile() {
        String text = PolicyTexts.MINIMAL
                .replace("from: [payments]", "from: [paymnts]")
                .replace("deadline: 8h", "dedline: 8h")
                .replace("owner: payments", "owner: [payments]");

        ConfigProblem problem = problem(text);

        assertThat(problem.reason()).isEqualTo(ReasonCode.CONFIGURATION_INVALID);
        assertThat(problem).hasMessage("""
                        policy.yaml:12:12: identities[0].owner: must be a text, not a list; write a text
                        policy.yaml:15:5: rules[0].deadline: is missing; add it
                        policy.yaml:18:25: rules[0].approvals.from[0]: unknown group "paymnts"; did you mean "payments"?
                        policy.yaml:19:5: rules[0].dedline: unknown key; did you mean "deadline"?
                        """.strip());
    }

    @Test
    void atMostFiftyFaultsAreToldAndTheRestIsCounted() {
        var text = new StringBuilder(PolicyTexts.MINIMAL);
        for (int i = 0; i < 60; i++) {
            text.append("key").append(i).append(": 1\n");
        }

        ConfigProblem problem = problem(text.toString());

        assertThat(problem.faults()).hasSize(50);
        assertThat(problem.getMessage().lines()).hasSize(51).last().isEqualTo("(10 more)");
    }

    @Test
    void aFaultIsStructuredForMachines() {
        ConfigProblem problem = problem(PolicyTexts.MINIMAL.replace("[ada, grace]", "[ada, grcae]"));

        assertThat(problem.faults())
                .containsExactly(new ConfigProblem.Fault(
                        new Place("policy.yaml", 6, 19),
                        "groups.payments[1]",
                        "unknown person \"grcae\"",
                        "did you mean \"grace\"?"));
    }

    @Test
    void aFileIsReadAndNamedAsItWasGiven() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), PolicyTexts.MINIMAL);

        assertThat(new PolicyFileSource(file).current().origin()).isEqualTo(Policy.Origin.file(file.toString()));
    }

    @Test
    void aMissingFileATooLargeOneAndOneInAnotherEncodingAreToldApart() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        Path latin =
                Files.write(folder.resolve("latin.yaml"), "# Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(missing)))
                .hasMessage(missing + ": there is no such file; create it, or name another");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(large)))
                .hasMessage(large + ": is larger than 1048576 bytes; check that it is the right file");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(latin)))
                .hasMessage(latin + ": is not UTF-8; save it as UTF-8");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(folder)))
                .hasMessage(folder + ": is a directory; name a file");
    }

    private static ConfigProblem problem(String text) {
        return catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.parse(text, "policy.yaml"));
    }
}
