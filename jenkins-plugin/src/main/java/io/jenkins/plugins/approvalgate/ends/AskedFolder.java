package io.jenkins.plugins.approvalgate.ends;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of JSON for each build, written as a whole or not at all. */
final class AskedFolder {

    private static final Logger LOG = LoggerFactory.getLogger(AskedFolder.class);
    private static final String SUFFIX = ".json";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    AskedFolder(Path folder) {
        this.folder = folder;
    }

    /** {@return what lies there; a file that cannot be read stays, and is passed over} */
    List<AskedBuild> read() throws IOException {
        var builds = new ArrayList<AskedBuild>();
        if (!Files.isDirectory(folder)) {
            return builds;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
                try {
                    builds.add(JSON.readValue(Files.readAllBytes(file), AskedBuild.class));
                } catch (IOException e) {
                    LOG.warn("{} tells of no build: {}", file, e.getMessage());
                }
            }
        }
        return builds;
    }

    void write(AskedBuild asked) throws IOException {
        Files.createDirectories(folder);
        Path file = file(asked);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(asked));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(AskedBuild asked) throws IOException {
        Files.deleteIfExists(file(asked));
    }

    /** A job's name can be longer than a file's, and hold what a file's cannot. */
    private Path file(AskedBuild asked) {
        return folder.resolve(Sha256.of(asked.gate() + "\n" + asked.build().job() + "\n"
                                + asked.build().pipeline() + "\n"
                                + asked.build().run())
                        .hex()
                + SUFFIX);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
