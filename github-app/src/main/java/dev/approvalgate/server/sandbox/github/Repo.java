package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A repository of the stand-in. Its default branch is {@code main}. Safe for use by several threads. */
public final class Repo {

    static final String DEFAULT_BRANCH = "main";

    private final World world;
    private final long id;
    private final boolean isPrivate;
    private final Instant createdAt;
    private final Account owner;
    private String name;
    final History history = new History();
    final List<Pull> pulls = new ArrayList<>();
    final List<CommitStatus> statuses = new ArrayList<>();
    final List<Push> pushes = new ArrayList<>();
    private final Map<Long, String> roles = new HashMap<>();
    private final Set<String> protectedBranches = new HashSet<>(Set.of(DEFAULT_BRANCH));

    Repo(World world, long id, Account owner, String name, boolean isPrivate) {
        this.world = world;
        this.id = id;
        this.owner = owner;
        this.name = name;
        this.isPrivate = isPrivate;
        this.createdAt = world.now();
    }

    /** The immutable numeric id. */
    public long id() {
        return id;
    }

    /** The owner. */
    public Account owner() {
        return owner;
    }

    /** The name without the owner. */
    public String name() {
        synchronized (world) {
            return name;
        }
    }

    /** Owner and name, separated by a slash. */
    public String fullName() {
        return owner.login() + "/" + name();
    }

    /** Whether only invited accounts see it. */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** Gives the repository another name; the old one is free again, and is no longer answered for. */
    public void rename(String newName) {
        synchronized (world) {
            name = newName;
        }
    }

    /** Commits to the default branch. */
    public Commit commit(Account author, String message, FileEdit... edits) {
        return commitTo(DEFAULT_BRANCH, author, message, edits);
    }

    /** Commits to a branch; a new branch starts at the default branch's tip. */
    public Commit commitTo(String branch, Account author, String message, FileEdit... edits) {
        synchronized (world) {
            Commit commit = add(branch, message, Signature.of(world.know(author), world.now()), edits);
            moved(branch, commit, "push", author);
            return commit;
        }
    }

    /**
     * Commits to a branch under any name and e-mail, as every Git client can. Who pushed it is to be said by {@link #pushed}.
     *
     * @param account the account that GitHub associates with the e-mail, or null for none
     */
    public Commit commitAs(
            String branch, String author, String email, @Nullable Account account, String message, FileEdit... edits) {
        synchronized (world) {
            return add(branch, message, new Signature(author, email, account, world.now()), edits);
        }
    }

    /** Says who pushed the tip of a branch, which no commit can say for itself. */
    public void pushed(String branch, Account pusher) {
        synchronized (world) {
            moved(branch, history.tip(branch).orElseThrow(), "push", world.know(pusher));
        }
    }

    void moved(String branch, Commit to, String type, Account actor) {
        String before = pushes.stream()
                .filter(push -> push.branch().equals(branch))
                .reduce((earlier, later) -> later)
                .map(Push::after)
                .orElse(null);
        pushes.add(new Push(world.nextId(), branch, before, to.sha(), type, actor, world.now()));
    }

    /** Sets what an account may do: {@code admin}, {@code write}, {@code read} or {@code none}; people may write unless it is said otherwise. */
    public void role(Account account, String role) {
        synchronized (world) {
            roles.put(world.know(account).id(), role);
        }
    }

    String roleOf(Account account) {
        return roles.getOrDefault(account.id(), account.type().equals("User") ? "write" : "none");
    }

    /** Sets whether a branch is protected; the default branch is from the beginning. */
    public void protect(String branch, boolean isProtected) {
        synchronized (world) {
            if (isProtected) {
                protectedBranches.add(branch);
            } else {
                protectedBranches.remove(branch);
            }
        }
    }

    boolean isProtected(String branch) {
        return protectedBranches.contains(branch);
    }

    private Commit add(String branch, String message, Signature author, FileEdit... edits) {
        Commit parent =
                history.tip(branch).or(() -> history.tip(DEFAULT_BRANCH)).orElse(null);
        Map<String, String> tree = parent == null ? new HashMap<>() : new HashMap<>(parent.tree());
        for (FileEdit edit : edits) {
            if (edit.content() == null) {
                tree.remove(edit.path());
            } else {
                tree.put(edit.path(), edit.content());
            }
        }
        List<String> parents = parent == null ? List.of() : List.of(parent.sha());
        Commit commit = new Commit(message, parents, author, author, tree);
        history.add(branch, commit);
        return commit;
    }

    /** Opens a pull request of a branch into the default branch; both must have commits. */
    public Pull pull(String headBranch, Account author, String title) {
        synchronized (world) {
            Pull pull = new Pull(world, this, pulls.size() + 1, world.know(author), title, headBranch);
            pulls.add(pull);
            return pull;
        }
    }

    /** Reports a status of the older kind on a commit. */
    public void status(String sha, String context, String state, Account creator) {
        synchronized (world) {
            statuses.add(new CommitStatus(world.nextId(), sha, context, state, world.know(creator), world.now()));
        }
    }

    /**
     * Adds the check run of another App to a commit.
     *
     * @param conclusion how it ended, such as {@code success}; null while it is in progress
     * @return the check run's id
     */
    public long check(String sha, String checkName, @Nullable String conclusion) {
        synchronized (world) {
            CheckRun check = new CheckRun(world.nextId(), this, sha, checkName, CheckRun.OTHER_APP, world.now());
            check.finish(conclusion, world.now());
            world.checks.put(check.id(), check);
            return check.id();
        }
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Owner and name. */
    @Override
    public String toString() {
        return fullName();
    }
}
