package dev.approvalgate.adapter.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Says that one process owns the store. Lies on a file of its own beside it, because SQLite's own locks on the store's file end when
 * anybody in the process closes it. The operating system ends the lock with the process.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock take(Path store, StoreErrors errors) throws IOException {
        Path file = store.resolveSibling(store.getFileName() + ".lock");
        StoreFile.prepare(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw errors.failed(
                    "is in use by another process; stop that one first, or give this one a store of its own (lock file "
                            + file + ")");
        }
        return new StoreLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
