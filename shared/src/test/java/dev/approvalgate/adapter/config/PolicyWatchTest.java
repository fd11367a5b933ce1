package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {

    private static final String EMPTY = "version: 1\npeople: []\ngroups: {}\nidentities: []\nrules: []\n";

    @TempDir
    private Path folder;

    private Path file;
    private final List<Policy> recorded = new ArrayList<>();
    private boolean ledgerFails;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("policy.yaml");
        Files.writeString(file, EMPTY);
    }

    private PolicyWatch watch() {
        var watch = new PolicyWatch(
                file,
                (text, origin) -> PolicyFile.parse(text, origin, ConditionCompiler.NONE),
                (path, text) -> Policy.Origin.file(path.toString()));
        watch.recordWith(policy -> {
            if (ledgerFails) {
                throw new GateException(ReasonCode.STORE_FAILED, "the disk is full");
            }
            recorded.add(policy);
        });
        return watch;
    }

    private void change(PolicyWatch watch, String text) throws IOException {
        Files.writeString(file, text);
        watch.look();
        watch.look();
    }

    @Test
    void aNewPolicyIsRecordedAndThenObeyed() throws IOException {
        try (PolicyWatch watch = watch()) {
            String text = EMPTY + "# changed\n";
            Files.writeString(file, text);
            watch.look();
            assertThat(watch.get().text())
                    .as("what has just changed may be half a file")
                    .isEqualTo(EMPTY);
            watch.look();
            assertThat(watch.get().text()).isEqualTo(text);
            assertThat(recorded).extracting(Policy::text).contains(text);
            assertThat(watch.fault()).isEmpty();
        }
    }

    @Test
    void threat24_aWrongOrMissingFileLeavesTheLastGoodPolicyInForce() throws IOException {
        try (PolicyWatch watch = watch()) {
            change(watch, "version: 1\nrules: [\n");
            assertThat(watch.get().text()).isEqualTo(EMPTY);
            assertThat(watch.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("policy.yaml:"));
            Files.delete(file);
            watch.look();
            assertThat(watch.get().text()).isEqualTo(EMPTY);
            assertThat(watch.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("there is no such file"));
            change(watch, EMPTY);
            assertThat(watch.fault()).isEmpty();
        }
    }

    @Test
    void aPolicyThatCannotBeRecordedDoesNotComeIntoForce_andIsTriedAgain() throws IOException {
        try (PolicyWatch watch = watch()) {
            ledgerFails = true;
            change(watch, EMPTY + "# changed\n");
            assertThat(watch.get().text()).isEqualTo(EMPTY);
            assertThat(watch.fault()).contains("the disk is full");
            ledgerFails = false;
            watch.look();
            assertThat(watch.get().text()).endsWith("# changed\n");
        }
    }

    @Test
    void thereIsNoServerWithoutAFirstPolicy() throws IOException {
        Files.delete(file);
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(this::watch)
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.CONFIGURATION_INVALID);
    }
}
