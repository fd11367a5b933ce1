package dev.approvalgate.journeys.tools;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's files are. */
public final class Project {

    private Project() {}

    /** {@return the project's root} */
    public static Path root() {
        Path root = Path.of(System.getProperty("gate.root", "../.."))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(root.resolve("src/test/pom.xml"))) {
            throw new IllegalStateException(root + " is not the project's root; set -Dgate.root");
        }
        return root;
    }

    /** {@return where this module may write} */
    public static Path target() {
        return root().resolve("src/test/target");
    }
}
