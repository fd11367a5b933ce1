package dev.approvalgate.adapter.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.Programs;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the installation's key: from the environment, from a file that only its owner may read, or from a program that is run without a
 * shell. No message quotes any of them.
 */
final class GateKey {

    private static final String VALUE = "GATE_KEY";
    private static final String FILE = "GATE_KEY_FILE";
    private static final String COMMAND = "GATE_KEY_COMMAND";

    private final Path folder;
    private final Map<String, String> environment;
    private final Programs programs;

    /**
     * @param folder what paths are relative to
     * @param environment the process's environment
     * @param programs runs the program
     */
    GateKey(Path folder, Map<String, String> environment, Programs programs) {
        this.folder = folder;
        this.environment = environment;
        this.programs = programs;
    }

    Optional<Secret> read(Problems problems) {
        Place place = Place.whole("environment");
        List<String> set = List.of(VALUE, FILE, COMMAND).stream()
                .filter(name -> !text(name).isBlank())
                .toList();
        if (set.isEmpty()) {
            problems.add(
                    place,
                    VALUE,
                    "is not set",
                    "set it, or GATE_KEY_FILE to a file that holds it, or GATE_KEY_COMMAND to a program that prints it; make"
                            + " one with: openssl rand -base64 32");
            return Optional.empty();
        }
        if (set.size() > 1) {
            problems.add(place, set.get(0), "is set, and " + set.get(1) + " too", "set one of them");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (set.get(0)) {
                        case FILE -> SecretReader.load(path());
                        case COMMAND -> ask();
                        default -> Secret.of(text(VALUE));
                    });
        } catch (TextFile.Unreadable e) {
            problems.add(place, set.get(0), e.message(), e.remedy());
            return Optional.empty();
        }
    }

    private String text(String name) {
        return environment.getOrDefault(name, "");
    }

    private Path path() throws TextFile.Unreadable {
        try {
            return folder.resolve(text(FILE));
        } catch (InvalidPathException e) {
            throw new TextFile.Unreadable("is not a path", "name a file");
        }
    }

    private Secret ask() throws TextFile.Unreadable {
        List<String> command = List.of(text(COMMAND).strip().split("\\s+"));
        if (!command.get(0).startsWith("/")) {
            // Found by PATH, or in whatever folder the server was started from, it may be anybody's.
            throw new TextFile.Unreadable(
                    "does not begin with the whole path of a program", "write /path/to/program argument ...");
        }
        try {
            String key = new String(programs.run(command, new byte[0]), UTF_8).strip();
            if (key.isEmpty()) {
                throw new TextFile.Unreadable("the program prints nothing", "let it print the key");
            }
            return Secret.of(key);
        } catch (Programs.Failed e) {
            throw new TextFile.Unreadable("the program " + e.getMessage(), "run it by hand to see why");
        }
    }
}
