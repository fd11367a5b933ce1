package dev.approvalgate.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyOriginTest {

    @TempDir
    private Path folder;

    @Test
    void theOriginIsTheCommitThatLastChangedTheFile_whereItHoldsWhatWasCommitted() throws IOException, GitAPIException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "version: 1\n");
        String commit;
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern("policy.yaml").call();
            commit = git.commit()
                    .setMessage("Begin")
                    .setAuthor("Ada Example", "ada@example.com")
                    .setCommitter("Bot", "bot@example.com")
                    .setSign(false)
                    .call()
                    .name();
        }
        assertThat(origin(file)).isEqualTo(new Policy.Origin(file.toString(), commit, "Ada Example"));
        Files.writeString(file, "version: 1 # nobody committed this\n");
        assertThat(origin(file)).isEqualTo(Policy.Origin.file(file.toString()));
        assertThat(origin(file).toString()).endsWith("author unknown");
    }

    private static Policy.Origin origin(Path file) throws IOException {
        return PolicyOrigin.of(file, Files.readString(file).getBytes(StandardCharsets.UTF_8));
    }
}
