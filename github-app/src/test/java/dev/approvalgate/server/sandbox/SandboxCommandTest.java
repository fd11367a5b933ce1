package dev.approvalgate.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SandboxCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
        Path mine = Files.writeString(folder.resolve("gate.yaml"), "mine");

        assertThat(run("--scripted", "--dir", folder.toString())).isEqualTo(2);

        assertThat(err.toString()).contains(folder.toString(), "not empty");
        assertThat(mine).hasContent("mine");
    }

    private int run(String... arguments) {
        return new CommandLine(new SandboxCommand())
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
