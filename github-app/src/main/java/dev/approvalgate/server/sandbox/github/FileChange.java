package dev.approvalgate.server.sandbox.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one file differs between two trees.
 *
 * @param before the text in the old tree, or null where the file is new
 * @param after the text in the new tree, or null where the file is gone
 */
record FileChange(
        String path, @Nullable String before, @Nullable String after) {

    /** The files that differ, by path. */
    static List<FileChange> between(Map<String, String> old, Map<String, String> now) {
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<FileChange> changes = new ArrayList<>();
        for (String path : paths) {
            String before = old.get(path);
            String after = now.get(path);
            if (before == null ? after != null : !before.equals(after)) {
                changes.add(new FileChange(path, before, after));
            }
        }
        return changes;
    }

    String status() {
        return before == null ? "added" : after == null ? "removed" : "modified";
    }

    long additions() {
        return after == null ? 0 : after.lines().count();
    }

    long deletions() {
        return before == null ? 0 : before.lines().count();
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
