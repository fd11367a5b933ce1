package dev.approvalgate.server.sandbox.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one file differs between two trees.
 *
 * @param before the text in the old tree, or null where the file is new
 * @param after the text in the new tree, or null where the file is gone
 * @param previous where the file was before it was moved as it is, or null
 */
record FileChange(
        String path,
        @Nullable String before,
        @Nullable String after,
        @Nullable String previous) {

    /** The files that differ, by path. */
    static List<FileChange> between(Map<String, String> old, Map<String, String> now) {
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<FileChange> changes = new ArrayList<>();
        for (String path : paths) {
            String before = old.get(path);
            String after = now.get(path);
            if (before == null ? after != null : !before.equals(after)) {
                changes.add(new FileChange(path, before, after, null));
            }
        }
        return moved(changes);
    }

    /** Takes what is gone here and new there for one file. */
    private static List<FileChange> moved(List<FileChange> changes) {
        List<FileChange> gone = new ArrayList<>();
        changes.stream().filter(change -> change.after() == null).forEach(gone::add);
        List<FileChange> all = new ArrayList<>();
        for (FileChange change : changes) {
            FileChange from = change.before() != null
                    ? null
                    : gone.stream()
                            .filter(each -> Objects.equals(each.before(), change.after()))
                            .findFirst()
                            .orElse(null);
            gone.remove(from);
            all.add(from == null ? change : new FileChange(change.path(), from.before(), change.after(), from.path()));
        }
        all.removeIf(change -> change.after() == null && !gone.contains(change));
        return all;
    }

    String status() {
        return previous != null ? "renamed" : before == null ? "added" : after == null ? "removed" : "modified";
    }

    long additions() {
        return after == null || previous != null ? 0 : after.lines().count();
    }

    long deletions() {
        return before == null || previous != null ? 0 : before.lines().count();
    }

    String patch() {
        StringBuilder patch = new StringBuilder("@@ -1," + deletions() + " +1," + additions() + " @@");
        if (before != null) {
            before.lines().forEach(line -> patch.append("\n-").append(line));
        }
        if (after != null) {
            after.lines().forEach(line -> patch.append("\n+").append(line));
        }
        return patch.toString();
    }
}
