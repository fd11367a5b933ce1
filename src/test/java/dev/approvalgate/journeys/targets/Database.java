package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL on the loopback address, without passwords, with a database {@code payments}. */
final class Database implements AutoCloseable {

    /** Who may do everything. */
    static final String USER = "postgres";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final int port = FreePort.find();
    private final Daemon server;

    private Database() {
        try {
            // Of its own: the server's user may not enter those of a test.
            folder = Files.createTempDirectory("database");
            if (isRoot()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String data = folder.resolve("data").toString();
        Program.Result made = Program.of(as("initdb", "-A", "trust", "-U", USER, "-D", data))
                .in(folder)
                .run("", PATIENCE);
        assertThat(made.status()).as(made.tail()).isZero();
        server = Daemon.start(
                as("postgres", "-D", data, "-p", String.valueOf(port), "-k", folder.toString(), "-c", "fsync=off"),
                folder,
                port);
    }

    static Database start() {
        var database = new Database();
        Program.Result made = Program.of(List.of(
                        "createdb", "-h", "127.0.0.1", "-p", String.valueOf(database.port), "-U", USER, "payments"))
                .run("", PATIENCE);
        assertThat(made.status()).as(made.tail()).isZero();
        return database;
    }

    /** It does not run as root. */
    private static List<String> as(String program, String... arguments) {
        Stream<String> user =
                isRoot() ? Stream.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups") : Stream.of();
        return Stream.concat(Stream.concat(user, Stream.of(binary(program))), Stream.of(arguments))
                .toList();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String binary(String program) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin").resolve(program))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
