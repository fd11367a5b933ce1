package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.process.LocalPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads the settings file as the server does. */
final class Settings {

    /** A vault that asks a person first needs a while. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Settings() {}

    static GateSettings read(Path file, Map<String, String> environment) {
        return GateFile.read(file, environment, new LocalPrograms(PATIENCE));
    }
}
