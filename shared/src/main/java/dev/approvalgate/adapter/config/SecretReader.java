package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fetches secrets: {@code { env: NAME }} from the environment, {@code { file: path }} from a file that only its owner may read, at most
 * 64 KiB. No message quotes anything that stands where a secret belongs, because it may be one.
 */
final class SecretReader {

    private static final int LARGEST = 64 << 10;
    private static final int MOST_VALID = 2;
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,127}");
    private static final Set<PosixFilePermission> FOREIGN = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder what paths are relative to
     * @param environment the process's environment
     */
    SecretReader(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** {@return the secret that a value refers to} */
    Optional<Secret> read(Value value) {
        if (!value.isMapping()) {
            return value.refuse(
                    "a secret must not stand in this file, which is copied, shown and versioned",
                    "write { env: NAME } or { file: path }; if a real secret stood here, replace it by a new one");
        }
        Fields fields = value.unquotedFields("env", "file");
        if (fields.sound() && fields.has("env") == fields.has("file")) {
            return value.refuse("needs either env or file", "write { env: NAME } or { file: path }");
        }
        return fields.optional("env", this::fromVariable).or(() -> fields.optional("file", this::fromFile));
    }

    /** {@return one or two secrets, of which the first is the newest: both are valid while one replaces the other} */
    Optional<List<Secret>> oneOrTwo(Value value) {
        if (!value.isList()) {
            return read(value).map(List::of);
        }
        return value.some(this::read)
                .flatMap(secrets -> secrets.size() <= MOST_VALID
                        ? Optional.of(secrets)
                        : value.refuse("has more than two secrets", "keep the newest two"));
    }

    /** {@return a secret that has to begin with something} */
    Optional<Secret> beginning(Value value, String prefix, String what) {
        return read(value)
                .flatMap(secret -> secret.reveal().startsWith(prefix)
                        ? Optional.of(secret)
                        : value.refuse("what it refers to does not begin with " + prefix, "use " + what));
    }

    private Optional<Secret> fromVariable(Value value) {
        return value.text(LARGEST).flatMap(name -> {
            if (!VARIABLE.matcher(name).matches()) {
                return value.refuse(
                        "is not the name of an environment variable",
                        "write its name in capitals, such as SLACK_BOT_TOKEN; the secret itself does not belong here");
            }
            String secret = environment.getOrDefault(name, "");
            return secret.isBlank()
                    ? value.refuse("the environment variable " + name + " is not set", "set it, or name another")
                    : Optional.of(Secret.of(secret.strip()));
        });
    }

    private Optional<Secret> fromFile(Value value) {
        return value.text(LARGEST).flatMap(name -> {
            try {
                return Optional.of(load(path(name)));
            } catch (TextFile.Unreadable e) {
                return value.refuse(e.message(), e.remedy() + " (a relative path begins at the folder of this file)");
            }
        });
    }

    private Path path(String name) throws TextFile.Unreadable {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new TextFile.Unreadable("is not a path", "name a file");
        }
    }

    static Secret load(Path file) throws TextFile.Unreadable {
        String text = TextFile.read(file, LARGEST).strip();
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN::contains)) {
                throw new TextFile.Unreadable(
                        "others than its owner may read or write the file", "restrict it: chmod 600");
            }
        } catch (UnsupportedOperationException e) {
            // This file system has no such permissions to check.
        } catch (IOException e) {
            throw new TextFile.Unreadable("its permissions cannot be read", "check the file");
        }
        if (text.isEmpty()) {
            throw new TextFile.Unreadable("the file is empty", "write the secret into it");
        }
        return Secret.of(text);
    }
}
