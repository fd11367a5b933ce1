package dev.approvalgate.domain.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change as a reviewer sees it. All texts in it are untrusted: whoever shows them makes them inert.
 *
 * @param project the project's name, such as {@code acme/payments}
 * @param url the project's page, or {@code null}
 * @param isPublic whether everybody may see the project, and so whatever is written on it
 * @param ref the full Git ref that runs, such as {@code refs/heads/main}
 * @param triggeredBy name of who or what started the run
 * @param event what started the run, in the host's words, such as {@code push}
 * @param running what runs in the environment now, by our own ledger
 * @param commits commits from the running one to the proposed one, newest first; not all of them when {@code totalCommits} is larger
 * @param totalCommits how many there are
 * @param pullRequests pull requests that brought them
 * @param files files that differ; not all of them when the comparison is incomplete
 * @param risks what deserves a second look
 * @param checks the state of the commit's checks
 * @param complete whether the comparison was read in full; where not, every rule takes its strictest branch
 */
public record ChangeDetails(
        String project,
        @Nullable String url,
        boolean isPublic,
        String ref,
        String triggeredBy,
        String event,
        Fact<Baseline> running,
        List<Commit> commits,
        int totalCommits,
        List<PullRequest> pullRequests,
        List<FileChange> files,
        List<Risk> risks,
        Fact<Checks> checks,
        boolean complete) {

    public ChangeDetails {
        commits = List.copyOf(commits);
        pullRequests = List.copyOf(pullRequests);
        files = List.copyOf(files);
        risks = List.copyOf(risks);
    }

    /** {@return lines added in all files} */
    public int additions() {
        return files.stream().mapToInt(FileChange::additions).sum();
    }

    /** {@return lines deleted in all files} */
    public int deletions() {
        return files.stream().mapToInt(FileChange::deletions).sum();
    }

    /**
     * What was last let into the environment.
     *
     * @param commit full commit id
     * @param since when its token was redeemed
     * @param request the request that let it in
     */
    public record Baseline(String commit, Instant since, RequestId request) {}

    /**
     * One commit.
     *
     * @param id full commit id
     * @param title first line of its message
     * @param author name of its author, as the commit claims
     * @param verified whether the host verified the commit's signature
     */
    public record Commit(String id, String title, String author, boolean verified) {}

    /**
     * One pull request.
     *
     * @param number its number
     * @param title its title
     * @param author login of its author
     * @param approvedBy logins of those whose latest review approves it
     * @param mergedBy login of its merger, or {@code null}
     * @param labels names of its labels; whoever may triage can set them
     */
    public record PullRequest(
            int number,
            String title,
            String author,
            List<String> approvedBy,
            @Nullable String mergedBy,
            List<String> labels) {
        public PullRequest {
            approvedBy = List.copyOf(approvedBy);
            labels = List.copyOf(labels);
        }
    }

    /**
     * One file that differs.
     *
     * @param path path in the project
     * @param status the host's word: added, modified, removed, renamed
     * @param additions lines added
     * @param deletions lines deleted
     * @param previousPath where it was before it was renamed, or {@code null}
     */
    public record FileChange(
            String path,
            String status,
            int additions,
            int deletions,
            @Nullable String previousPath) {}

    /** Kinds of files that deserve a second look. */
    public enum RiskKind {
        /** What the pipeline itself does. */
        PIPELINE,
        /** Database migrations. */
        MIGRATION,
        /** Infrastructure as code. */
        INFRASTRUCTURE,
        /** Names that suggest secrets or keys. */
        SECRETS,
        /** Which third-party code is used. */
        DEPENDENCIES,
        /** Who owns and may approve what. */
        OWNERSHIP
    }

    /**
     * A risk and where it lies.
     *
     * @param kind its kind
     * @param paths the files; never empty
     */
    public record Risk(RiskKind kind, List<String> paths) {
        public Risk {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Counts of the commit's checks by their state.
     *
     * @param passed finished well, neutral and skipped ones included
     * @param failed finished badly
     * @param pending not finished
     * @param failing names of those that failed, at most ten
     */
    public record Checks(int passed, int failed, int pending, List<String> failing) {
        public Checks {
            failing = List.copyOf(failing);
        }
    }
}
