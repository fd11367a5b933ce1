package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that only their owner may read. Never replaces one. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /**
     * Makes an empty file.
     *
     * @throws GateException with {@code configuration_invalid} where there is one already
     */
    public static void create(Path file) throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID, file + " exists and is not replaced; name another file", e);
        }
    }

    /** Makes a file that holds a text. */
    public static void write(Path file, String text) throws IOException {
        create(file);
        Files.writeString(file, text);
    }
}
