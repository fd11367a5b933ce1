package dev.approvalgate.server.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store a command works on: the one of a settings file, or one that is named. */
final class StoreOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Take the store of this settings file; gate.yaml where neither this nor --store is given.")
    private @Nullable Path config;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "The store's file itself; needs no settings and no keys.")
    private @Nullable Path store;

    Path file(Map<String, String> environment) {
        if (store != null) {
            return store;
        }
        return Settings.read(config == null ? Path.of("gate.yaml") : config, environment)
                .store();
    }
}
