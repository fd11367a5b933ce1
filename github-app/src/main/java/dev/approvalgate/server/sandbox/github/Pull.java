package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pull request into the default branch. Safe for use by several threads. */
public final class Pull {

    private final World world;
    private final Repo repo;
    private final long id;
    private final int number;
    private final Account author;
    private final String title;
    private final String headBranch;
    private final Instant createdAt;
    private Commit base;
    private @Nullable Account mergedBy;
    private @Nullable Commit mergeCommit;
    final List<Review> reviews = new ArrayList<>();
    final List<String> labels = new ArrayList<>();

    Pull(World world, Repo repo, int number, Account author, String title, String headBranch) {
        this.world = world;
        this.repo = repo;
        this.id = world.nextId();
        this.number = number;
        this.author = author;
        this.title = title;
        this.headBranch = headBranch;
        this.createdAt = world.now();
        this.base = repo.history.tip(Repo.DEFAULT_BRANCH).orElseThrow();
    }

    /** The number, unique in the repository. */
    public int number() {
        return number;
    }

    /** Submits a review of the present head: {@code APPROVED}, {@code CHANGES_REQUESTED} or {@code COMMENTED}. */
    public Pull review(Account reviewer, String state) {
        synchronized (world) {
            reviews.add(new Review(world.nextId(), world.know(reviewer), state, head().sha(), world.now()));
            return this;
        }
    }

    /** Puts labels on it. */
    public Pull label(String... names) {
        synchronized (world) {
            labels.addAll(List.of(names));
            return this;
        }
    }

    /** Merges with a merge commit, which is returned. */
    public Commit merge(Account by) {
        synchronized (world) {
            if (mergeCommit != null) {
                throw new IllegalStateException("Pull request " + number + " is merged already.");
            }
            base = repo.history.tip(Repo.DEFAULT_BRANCH).orElseThrow();
            Map<String, String> tree = new HashMap<>(base.tree());
            Commit fork = repo.history.mergeBase(base, head()).orElse(base);
            for (FileChange change : FileChange.between(fork.tree(), head().tree())) {
                if (change.previous() != null) {
                    tree.remove(change.previous());
                }
                if (change.after() == null) {
                    tree.remove(change.path());
                } else {
                    tree.put(change.path(), change.after());
                }
            }
            String message = "Merge pull request #" + number + " from "
                    + repo.owner().login() + "/" + headBranch + "\n\n" + title;
            Signature merger = Signature.of(world.know(by), world.now());
            Signature github = new Signature("GitHub", "noreply@github.com", Account.WEB_FLOW, world.now());
            Commit merge = new Commit(message, List.of(base.sha(), head().sha()), merger, github, tree);
            repo.history.add(Repo.DEFAULT_BRANCH, merge);
            repo.moved(Repo.DEFAULT_BRANCH, merge, "pr_merge", by);
            mergeCommit = merge;
            mergedBy = by;
            return merge;
        }
    }

    Commit head() {
        return repo.history.tip(headBranch).orElseThrow();
    }

    Commit base() {
        return base;
    }

    List<Commit> commits() {
        return repo.history.between(base, head());
    }

    List<FileChange> changes() {
        Commit fork = repo.history.mergeBase(base, head()).orElse(base);
        return FileChange.between(fork.tree(), head().tree());
    }

    boolean contains(String sha) {
        return mergeCommit().map(c -> c.sha().equals(sha)).orElse(false)
                || commits().stream().anyMatch(c -> c.sha().equals(sha));
    }

    Optional<Commit> mergeCommit() {
        return Optional.ofNullable(mergeCommit);
    }

    Optional<Account> mergedBy() {
        return Optional.ofNullable(mergedBy);
    }

    Repo repo() {
        return repo;
    }

    long id() {
        return id;
    }

    Account author() {
        return author;
    }

    String title() {
        return title;
    }

    String headBranch() {
        return headBranch;
    }

    Instant createdAt() {
        return createdAt;
    }
}
