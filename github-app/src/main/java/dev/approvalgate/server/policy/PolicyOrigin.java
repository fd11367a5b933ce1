package dev.approvalgate.server.policy;

import dev.approvalgate.domain.policy.Policy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells where a policy came from. What stands in no commit has no author that anybody could name. */
public final class PolicyOrigin {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyOrigin.class);

    private PolicyOrigin() {}

    /**
     * {@return the commit that last changed a file, and its author as the commit says; only the file where it lies in no Git repository,
     * or holds something else than what was committed}
     *
     * @param text what was read from the file
     */
    public static Policy.Origin of(Path file, byte[] text) {
        String name = file.toString();
        try (Repository repository = repositoryOf(file.toAbsolutePath().normalize())) {
            if (repository == null) {
                return Policy.Origin.file(name);
            }
            Path inside = repository.getWorkTree().toPath().toRealPath().relativize(file.toRealPath());
            String path = inside.toString().replace(File.separatorChar, '/');
            return committed(repository, path, text) ? lastChange(repository, path, name) : Policy.Origin.file(name);
        } catch (IOException | GitAPIException | RuntimeException e) {
            // A broken repository makes the author unknown; it does not make the policy wrong.
            LOG.warn(
                    "the origin of {} cannot be read from Git: {}",
                    file,
                    e.getClass().getSimpleName());
            return Policy.Origin.file(name);
        }
    }

    private static @Nullable Repository repositoryOf(Path file) throws IOException {
        var found = new FileRepositoryBuilder().findGitDir(file.toFile().getParentFile());
        if (found.getGitDir() == null || !Files.isDirectory(found.getGitDir().toPath())) {
            return null;
        }
        return found.setMustExist(true).build();
    }

    private static boolean committed(Repository repository, String path, byte[] text) throws IOException {
        ObjectId head = repository.resolve("HEAD^{tree}");
        if (head == null) {
            return false;
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, head)) {
            return walk != null
                    && Arrays.equals(repository.open(walk.getObjectId(0)).getBytes(), text);
        }
    }

    private static Policy.Origin lastChange(Repository repository, String path, String name)
            throws IOException, GitAPIException {
        try (Git git = new Git(repository)) {
            Iterator<RevCommit> changes =
                    git.log().addPath(path).setMaxCount(1).call().iterator();
            if (!changes.hasNext()) {
                return Policy.Origin.file(name);
            }
            RevCommit commit = changes.next();
            return new Policy.Origin(
                    name, commit.name(), commit.getAuthorIdent().getName());
        }
    }
}
