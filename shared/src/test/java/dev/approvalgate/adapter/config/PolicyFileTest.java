package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    @TempDir
    Path folder;

    @Test
    void aPolicyMayAllowNothing() {
        Policy policy = Faults.parse("version: 1\npeople: []\ngroups: {}\nidentities: []\nrules: []\n");

        assertThat(policy.rules()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceInTheOrderOfTheFile() {
        String text = PolicyTexts.MINIMAL
                .replace("from: [payments]", "from: [paymnts]")
                .replace("deadline: 8h", "dedline: 8h")
                .replace("owner: payments", "owner: [payments]");

        ConfigProblem problem = Faults.problem(text);

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

        ConfigProblem problem = Faults.problem(text.toString());

        assertThat(problem.faults()).hasSize(50);
        assertThat(problem.getMessage().lines()).hasSize(51).last().isEqualTo("(10 more)");
    }

    @Test
    void aFaultIsStructuredForMachines() {
        ConfigProblem problem = Faults.problem(PolicyTexts.MINIMAL.replace("[ada, grace]", "[ada, grcae]"));

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

        assertThat(PolicyFile.read(file, ConditionCompiler.NONE).origin())
                .isEqualTo(Policy.Origin.file(file.toString()));
    }

    @Test
    void aMissingFileATooLargeOneAndOneInAnotherEncodingAreToldApart() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        Path latin =
                Files.write(folder.resolve("latin.yaml"), "# Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(missing, ConditionCompiler.NONE)))
                .hasMessage(missing + ": there is no such file; create it, or name another");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(large, ConditionCompiler.NONE)))
                .hasMessage(large + ": is larger than 1048576 bytes; check that it is the right file");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(latin, ConditionCompiler.NONE)))
                .hasMessage(latin + ": is not UTF-8; save it as UTF-8");
        assertThat(catchThrowableOfType(ConfigProblem.class, () -> PolicyFile.read(folder, ConditionCompiler.NONE)))
                .hasMessage(folder + ": is a directory; name a file");
    }
}
