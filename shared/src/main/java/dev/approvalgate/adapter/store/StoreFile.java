package dev.approvalgate.adapter.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files on disk: made so that only their owner may read them. SQLite gives its side files the same permissions. */
final class StoreFile {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private StoreFile() {}

    /** Makes a file and its directory where they are missing, and closes the file to everybody but its owner. */
    static void prepare(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        boolean posix = isPosix(file);
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        }
        try {
            create(file);
        } catch (FileAlreadyExistsException existing) {
            if (posix && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                LOG.warn("{} was open to others than its owner; closing it to them", file);
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    /** Makes an empty file for its owner only; fails where it exists. */
    static void create(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
    }

    /** Brings a file's content, or a directory's entries, to the disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
