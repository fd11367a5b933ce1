package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateSettings;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The file that the server is configured with. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "gate.yaml",
            description =
                    "The server's settings; ${DEFAULT-VALUE} where left out. GATE_KEY (or GATE_KEY_FILE, GATE_KEY_COMMAND) comes from the"
                            + " environment.")
    private Path file = Path.of("gate.yaml");

    Path file() {
        return file;
    }

    GateSettings read(Map<String, String> environment) {
        return Settings.read(file, environment);
    }
}
