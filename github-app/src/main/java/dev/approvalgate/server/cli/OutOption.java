package dev.approvalgate.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command writes to. */
final class OutOption {

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "PATH",
            description = "Where to write.")
    private Path out = Path.of("");

    Path path() {
        return out;
    }
}
