package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.ChangeDetails.Commit;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.scm.RunWithSCM;
import org.jspecify.annotations.Nullable;

/**
 * Commits and files that builds recorded when they checked out, from the build that asks back to the commit that runs now.
 *
 * @param commits newest first
 * @param files paths that differ; the controller does not count lines
 * @param complete whether these are all, for certain: only where what runs now is built again, and nothing else was checked out. A log
 *     that Jenkins wrote never is: the first build of a branch has an empty one, and so has one whose checkout failed
 */
public record ChangeLog(List<Commit> commits, List<FileChange> files, boolean complete) {

    /** More are not shown to anybody. */
    private static final int MOST_BUILDS = 100;

    private static final int MOST_COMMITS = 250;
    private static final int MOST_FILES = 300;

    public ChangeLog {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
    }

    /**
     * {@return what was recorded}
     *
     * @param running the commit that runs now, or {@code null} where nothing does
     */
    public static ChangeLog since(Run<?, ?> build, @Nullable String running) {
        String built = Revision.commitOf(build);
        if (built != null && built.equals(running) && Revision.othersOf(build).isEmpty()) {
            return new ChangeLog(List.of(), List.of(), true);
        }
        var commits = new ArrayList<Commit>();
        Map<String, FileChange> files = new LinkedHashMap<>();
        boolean reached = false;
        int builds = 0;
        for (Run<?, ?> run = build; run != null && !reached && builds < MOST_BUILDS; run = run.getPreviousBuild()) {
            builds++;
            reached = running != null && hasCheckedOut(run, running);
            if (!reached && run instanceof RunWithSCM<?, ?> logged) {
                add(logged, commits, files);
            }
        }
        return new ChangeLog(
                commits.stream().limit(MOST_COMMITS).toList(),
                files.values().stream().limit(MOST_FILES).toList(),
                false);
    }

    /** Whether it built that commit, and had it in its hands: else the next build's log does not begin there. */
    private static boolean hasCheckedOut(Run<?, ?> run, String commit) {
        return commit.equals(Revision.commitOf(run))
                && Checkouts.of(run).commits().contains(commit);
    }

    private static void add(RunWithSCM<?, ?> run, List<Commit> commits, Map<String, FileChange> files) {
        for (ChangeLogSet<? extends ChangeLogSet.Entry> set : run.getChangeSets()) {
            var newestFirst = new ArrayList<Commit>();
            for (ChangeLogSet.Entry entry : set) {
                newestFirst.add(0, commit(entry));
                entry.getAffectedPaths()
                        .forEach(path -> files.putIfAbsent(path, new FileChange(path, "modified", 0, 0, null)));
            }
            commits.addAll(newestFirst);
        }
    }

    private static Commit commit(ChangeLogSet.Entry entry) {
        String id = entry.getCommitId();
        return new Commit(
                id == null ? "unknown" : id,
                entry.getMsg().lines().findFirst().orElse(""),
                entry.getAuthor().getDisplayName(),
                false);
    }
}
