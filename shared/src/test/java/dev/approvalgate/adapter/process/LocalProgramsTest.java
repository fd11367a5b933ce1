package dev.approvalgate.adapter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.gate.port.Programs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Other programs answer, or fail without a word of what they were given. */
class LocalProgramsTest {

    private static final byte[] INPUT = "a secret".getBytes(StandardCharsets.UTF_8);

    private final Programs programs = new LocalPrograms(Duration.ofSeconds(20));

    @Test
    void theAnswerIsTheStandardOutput() throws Exception {
        assertThat(programs.run(List.of("/bin/cat"), INPUT)).isEqualTo(INPUT);
    }

    @Test
    void noShellReadsTheCommand() throws Exception {
        assertThat(programs.run(List.of("/bin/echo", "$HOME;", "`id`"), INPUT))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("$HOME; `id`\n");
    }

    @Test
    void threat20_noneOfTheGatesSecretsIsInTheEnvironmentOfAProgram() throws Exception {
        assertThat(System.getenv()).as("there is something to keep back").hasSizeGreaterThan(3);

        String told = new String(programs.run(List.of("/usr/bin/env"), new byte[0]), StandardCharsets.UTF_8);

        assertThat(told.lines().map(line -> line.replaceFirst("=.*", "")))
                .isSubsetOf("PATH", "HOME", "LANG")
                .contains("PATH");
    }

    @Test
    void aProgramNeedNotReadWhatItIsGiven() throws Exception {
        assertThat(programs.run(List.of("/bin/true"), new byte[LocalPrograms.MOST_INPUT]))
                .isEmpty();
    }

    @Test
    void whatFailsIsToldWithoutItsWords() {
        assertThatThrownBy(() -> programs.run(List.of("/bin/sh", "-c", "cat; cat >&2; exit 3"), INPUT))
                .isInstanceOf(Programs.Failed.class)
                .hasMessage("ends with exit code 3");
        assertThatThrownBy(() -> programs.run(List.of("/no/such/program", "a secret"), INPUT))
                .isInstanceOf(Programs.Failed.class)
                .hasMessageContaining("cannot be started")
                .hasMessageNotContaining("a secret");
    }

    @Test
    void aProgramThatHangsIsKilledWithWhatItStarted() {
        var impatient = new LocalPrograms(Duration.ofMillis(300));

        assertThatThrownBy(() -> impatient.run(List.of("/bin/sh", "-c", "sleep 1000 & sleep 1000"), INPUT))
                .isInstanceOf(Programs.Failed.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void anAnswerIsBounded() {
        assertThatThrownBy(() -> programs.run(List.of("/usr/bin/yes"), INPUT))
                .hasMessageContaining("answers more than");
        assertThatThrownBy(() -> programs.run(List.of("/bin/cat"), new byte[LocalPrograms.MOST_INPUT + 1]))
                .hasMessageContaining("would be given more than");
    }
}
