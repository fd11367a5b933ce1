package dev.approvalgate.journeys.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The packages and scripts of {@code src/test/node}, installed once outside the source tree. */
final class NodePackages {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path SOURCE = Project.root().resolve("src/test/node");
    private static final Path INSTALLED = Project.target().resolve("node");
    private static final Optional<String> PROBLEM = install();

    private NodePackages() {}

    /** {@return why the packages cannot be used; empty where they can} */
    static Optional<String> problem() {
        return PROBLEM;
    }

    /** {@return the folder with the scripts, beside {@code node_modules}} */
    static Path folder() {
        return INSTALLED;
    }

    private static Optional<String> install() {
        try {
            Files.createDirectories(INSTALLED);
            // Two builds in one checkout must not install into each other.
            try (FileChannel file = FileChannel.open(
                            INSTALLED.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                return lock.isValid() ? installLocked() : Optional.of("the lock on " + INSTALLED + " was lost");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> installLocked() throws IOException {
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        String wanted = Files.readString(SOURCE.resolve("package-lock.json"));
        Path marker = INSTALLED.resolve("installed-lock.json");
        if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
            return Optional.empty();
        }
        Program.Result result = Program.of(List.of(
                        Tool.PACKAGES.program().orElseThrow().toString(), "ci", "--ignore-scripts", "--no-progress"))
                .in(INSTALLED)
                .run("", PATIENCE);
        if (result.status() != 0) {
            return Optional.of("npm ci failed in " + INSTALLED + ": " + result.tail());
        }
        Files.writeString(marker, wanted);
        return Optional.empty();
    }
}
