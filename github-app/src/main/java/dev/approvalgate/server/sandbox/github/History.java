package dev.approvalgate.server.sandbox.github;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commits and branches of one repository. Guarded by the world's lock. */
final class History {

    private final Map<String, Commit> commits = new LinkedHashMap<>();
    private final Map<String, String> branches = new LinkedHashMap<>();

    void add(String branch, Commit commit) {
        commits.put(commit.sha(), commit);
        branches.put(branch, commit.sha());
    }

    Optional<Commit> tip(String branch) {
        return Optional.ofNullable(branches.get(branch)).map(commits::get);
    }

    /** Resolves a full commit name, a branch, or a full reference such as {@code refs/heads/main}. */
    Optional<Commit> resolve(String ref) {
        Commit byName = commits.get(ref);
        if (byName != null) {
            return Optional.of(byName);
        }
        return tip(ref.replaceFirst("^(refs/)?heads/", ""));
    }

    /** The commits that head reaches and base does not, oldest first. */
    List<Commit> between(Commit base, Commit head) {
        Set<String> known = reachable(base);
        List<Commit> found = new ArrayList<>();
        for (String sha : reachable(head)) {
            if (!known.contains(sha)) {
                found.add(get(sha));
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** All commits that one reaches, itself included, nearest first. */
    List<Commit> upTo(Commit head) {
        return reachable(head).stream().map(this::get).toList();
    }

    /** The nearest commit that both reach. */
    Optional<Commit> mergeBase(Commit base, Commit head) {
        Set<String> known = reachable(base);
        return reachable(head).stream().filter(known::contains).findFirst().map(this::get);
    }

    /** What a commit changed against its first parent. */
    List<FileChange> changes(Commit commit) {
        Map<String, String> before = commit.parents().isEmpty()
                ? Map.of()
                : get(commit.parents().get(0)).tree();
        return FileChange.between(before, commit.tree());
    }

    Commit get(String sha) {
        Commit commit = commits.get(sha);
        if (commit == null) {
            throw new IllegalArgumentException("No commit " + sha + ".");
        }
        return commit;
    }

    /** All commits a commit reaches, itself included, nearest first. */
    private Set<String> reachable(Commit from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from.sha()));
        while (!next.isEmpty()) {
            String sha = next.removeFirst();
            if (seen.add(sha)) {
                next.addAll(get(sha).parents());
            }
        }
        return seen;
    }
}
