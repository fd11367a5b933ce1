package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an installation token may do.
 *
 * @param repositories the ids it is narrowed to; empty for all of the installation's
 * @param permissions the level, {@code read} or {@code write}, by permission
 */
record Grant(Installation installation, Set<Long> repositories, Map<String, String> permissions, Instant expiresAt) {

    boolean reaches(Repo repo) {
        return installation.covers(repo) && (repositories.isEmpty() || repositories.contains(repo.id()));
    }

    /** Whether a permission written as {@code checks:write} is granted; write includes read. */
    boolean permits(String wanted) {
        String[] parts = wanted.split(":", 2);
        String level = permissions.get(parts[0]);
        return level != null && (level.equals(parts[1]) || level.equals("write"));
    }
}
