package dev.approvalgate.server.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation lies: a folder that was asked for and stays, or one of our own that goes again.
 *
 * @param path the folder
 * @param ours whether it is removed when it is closed
 */
record TemporaryFolder(Path path, boolean ours) implements AutoCloseable {

    /**
     * {@return the wanted folder, or a fresh one where none is wanted}
     *
     * @throws IllegalArgumentException where the wanted folder holds something already
     */
    static TemporaryFolder of(@Nullable Path wanted) {
        try {
            if (wanted == null) {
                return new TemporaryFolder(Files.createTempDirectory("approval-gate-sandbox-"), true);
            }
            Files.createDirectories(wanted);
            try (Stream<Path> there = Files.list(wanted)) {
                if (there.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            wanted
                                    + " is not empty; every sandbox has fresh keys and a store of its own: name another folder");
                }
            }
            return new TemporaryFolder(wanted, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
