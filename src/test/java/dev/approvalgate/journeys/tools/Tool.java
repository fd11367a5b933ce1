package dev.approvalgate.journeys.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that some tests need and that not every machine has. */
public enum Tool {
    /** Node.js. */
    NODE("node", "nodejs"),
    /** Node.js with the packages of {@code src/test/node}, installed on first use. */
    PACKAGES("npm", "npm"),
    /** A Chromium that speaks its debugging protocol. */
    CHROMIUM("chromium", "chromium-browser"),
    /** The shell that GitHub runs steps with. */
    BASH("bash", "bash"),
    /** curl. */
    CURL("curl", "curl"),
    /** jq. */
    JQ("jq", "jq");

    private final String name;
    private final String otherName;

    Tool(String name, String otherName) {
        this.name = name;
        this.otherName = otherName;
    }

    /** {@return why the tool cannot be used; empty where it can} */
    Optional<String> missing() {
        if (program().isEmpty()) {
            return Optional.of("no " + name + " on the PATH");
        }
        return this == PACKAGES ? NODE.missing().or(NodePackages::problem) : Optional.empty();
    }

    /** {@return the program's file; empty where it is not on the PATH} */
    public Optional<Path> program() {
        return Stream.of(name, otherName).flatMap(Tool::onPath).findFirst();
    }

    private static Stream<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
