package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Git repository on this machine, that a controller reads. */
final class Repository {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> AUTHOR = Map.of(
            "GIT_AUTHOR_NAME", "Linus Writer",
            "GIT_AUTHOR_EMAIL", "linus@example.com",
            "GIT_COMMITTER_NAME", "Linus Writer",
            "GIT_COMMITTER_EMAIL", "linus@example.com",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_SYSTEM", "/dev/null");

    private final Path folder;

    private Repository(Path folder) {
        this.folder = folder;
    }

    /** Makes one with a first commit. */
    static Repository create(Path folder, String file, String text) throws IOException {
        var repository = new Repository(Files.createDirectories(folder));
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.commit(file, text, "First");
        return repository;
    }

    /** Begins a branch, on which what follows is committed. */
    void branch(String name) {
        git("checkout", "--quiet", "-b", name);
    }

    /** Writes a file and commits it, on the branch main unless another was begun. {@return the commit} */
    String commit(String file, String text, String message) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git("add", ".");
        git("commit", "--quiet", "-m", message);
        return head();
    }

    /** Names the newest commit. */
    void tag(String name) {
        git("tag", name);
    }

    /** {@return the newest commit} */
    String head() {
        return git("rev-parse", "HEAD").strip();
    }

    /** {@return where a controller finds it} */
    String url() {
        return folder.toUri().toString();
    }

    private String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Program.Result result = Program.of(command).in(folder).with(AUTHOR).run("", PATIENCE);
        assertThat(result.status()).as(result.tail()).isZero();
        return result.out();
    }
}
