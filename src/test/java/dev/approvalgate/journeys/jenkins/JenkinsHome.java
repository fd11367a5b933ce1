package dev.approvalgate.journeys.jenkins;

import dev.approvalgate.journeys.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A controller's folder, with the plugins that the caller named and with ours. */
final class JenkinsHome {

    private static final Path PLUGIN = Path.of("jenkins-plugin", "portable", "target", "approval-gate.hpi");

    private JenkinsHome() {}

    /** Puts the plugins where Jenkins looks for them. */
    static void fill(Path home) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("jenkins.plugins")))) {
            List<Path> theirs = files.filter(file ->
                            file.toString().endsWith(".hpi") || file.toString().endsWith(".jpi"))
                    .toList();
            for (Path file : theirs) {
                Files.copy(file, plugins.resolve(stem(file) + ".jpi"));
            }
        }
        Path ours = Project.root().resolve(PLUGIN);
        if (!Files.exists(ours)) {
            throw new IllegalStateException("no " + ours + "; run mvn package -pl jenkins-plugin/portable -am");
        }
        Files.copy(ours, plugins.resolve("approval-gate.jpi"));
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
